# 核对移交包：verify.ps1 [核验码]。Windows PowerShell 5.1。退出值 0 完好，4 有差异。
$ErrorActionPreference = 'Stop'
$root = (Resolve-Path -LiteralPath $PSScriptRoot).ProviderPath.TrimEnd('\')
$wrong = New-Object System.Collections.Generic.List[string]
$comparer = [System.StringComparer]::Ordinal
$listed = New-Object 'System.Collections.Generic.Dictionary[string,string]' $comparer

function Get-Sum([string]$path) {
    # 坏了的盘上读不出来的文件与清单不符，报出名字后接着核对。
    try { $stream = [System.IO.File]::Open($path, 'Open', 'Read', 'Read') } catch { return '?' * 64 }
    $sha = [System.Security.Cryptography.SHA256]::Create()
    try { return ([System.BitConverter]::ToString($sha.ComputeHash($stream)) -replace '-', '').ToLowerInvariant() }
    catch { return '?' * 64 }
    finally { $stream.Dispose(); $sha.Dispose() }
}

$tags = Join-Path $root 'tagmanifest-sha256.txt'
$code = ''
if (Test-Path -LiteralPath $tags -PathType Leaf) { $code = (Get-Sum $tags).Substring(0, 32).ToUpperInvariant() }
$typed = (($args -join '') -replace '[\s-]', '').ToUpperInvariant()
if ($typed -and $typed -cne $code) { $wrong.Add('核验码与移交清单上的不同：tagmanifest-sha256.txt') }

$listed['tagmanifest-sha256.txt'] = ''
foreach ($manifest in 'tagmanifest-sha256.txt', 'manifest-sha256.txt') {
    $file = Join-Path $root $manifest
    if (-not (Test-Path -LiteralPath $file -PathType Leaf)) { $wrong.Add("缺少：$manifest"); continue }
    foreach ($line in [System.IO.File]::ReadAllLines($file, [System.Text.Encoding]::UTF8)) {
        if ($line -notmatch '^([0-9a-f]{64})  (.+)$') { $wrong.Add("清单里有看不懂的一行：$manifest"); continue }
        $listed[$Matches[2]] = $Matches[1]
    }
}
foreach ($name in 'bagit.txt', 'bag-info.txt', 'manifest-sha256.txt') {
    if (-not $listed.ContainsKey($name)) { $wrong.Add("缺少：$name") }
}

$there = New-Object 'System.Collections.Generic.HashSet[string]' $comparer
$bytes = [int64]0
$files = 0
foreach ($item in Get-ChildItem -LiteralPath "$root\" -Recurse -Force) {
    $path = $item.FullName.Substring($root.Length + 1).Replace('\', '/')
    if ($item.Attributes -band [System.IO.FileAttributes]::ReparsePoint) { $wrong.Add("不是普通文件：$path"); continue }
    if ($item.PSIsContainer) {
        if (@(Get-ChildItem -LiteralPath $item.FullName -Force).Count -eq 0) { $wrong.Add("多出：$path") }
        continue
    }
    [void]$there.Add($path)
    if ($path.StartsWith('data/')) { $bytes += $item.Length; $files += 1 }
    if (-not $listed.ContainsKey($path)) { $wrong.Add("多出：$path"); continue }
    if ($listed[$path] -and (Get-Sum $item.FullName) -cne $listed[$path]) { $wrong.Add("内容被改动：$path") }
}
foreach ($path in $listed.Keys) {
    if (-not $there.Contains($path) -and -not $wrong.Contains("缺少：$path")) { $wrong.Add("缺少：$path") }
}
$info = Join-Path $root 'bag-info.txt'
if (Test-Path -LiteralPath $info -PathType Leaf) {
    $lines = [System.IO.File]::ReadAllLines($info, [System.Text.Encoding]::UTF8)
    if ($lines -cnotcontains "Payload-Oxum: $bytes.$files") { $wrong.Add('写明的字节数、文件数与实际不符：bag-info.txt') }
}

if ($wrong.Count) {
    $wrong | ForEach-Object { Write-Output $_ }
    Write-Output "有 $($wrong.Count) 处差异，这个移交包与移交时不同。"
    exit 4
}
Write-Output ('移交包完好。核验码：' + (($code -split '(.{4})' | Where-Object { $_ }) -join ' '))
if (-not $typed) { Write-Output '请与移交清单上印的核验码逐位核对。' }
exit 0
