#!/bin/sh
# 核对移交包：sh verify.sh [核验码]。只需要 sha256sum（Debian、UOS、麒麟都有）。退出值 0 完好，4 有差异。
cd "$(dirname "$0")" || exit 3
LC_ALL=C
export LC_ALL
wrong=0
scratch=$(mktemp -d) || exit 3
trap 'rm -rf "$scratch"' EXIT
cr=$(printf '\r')
differs() { printf '%s：%s\n' "$1" "$2"; wrong=$((wrong + 1)); }

code=$(sha256sum tagmanifest-sha256.txt 2>/dev/null | cut -c1-32 | tr a-f A-F)
typed=$(printf '%s' "$*" | tr -d ' -' | tr a-f A-F)
if [ -n "$typed" ] && [ "$typed" != "$code" ]; then differs 核验码与移交清单上的不同 tagmanifest-sha256.txt; fi

printf '%s\n' tagmanifest-sha256.txt > "$scratch/listed"
for manifest in tagmanifest-sha256.txt manifest-sha256.txt; do
  [ -f "$manifest" ] || { differs 缺少 "$manifest"; continue; }
  [ "$manifest" = manifest-sha256.txt ] || [ ! -L "$manifest" ] || differs 不是普通文件 "$manifest"
  while IFS= read -r line || [ -n "$line" ]; do
    line=${line%"$cr"}
    sum=${line%%  *}
    path=${line#*  }
    case $sum in ''|*[!0-9a-f]*) path= ;; esac
    if [ ${#sum} -ne 64 ] || [ -z "$path" ] || [ "$line" != "$sum  $path" ]; then
      differs 清单里有看不懂的一行 "$manifest"; continue
    fi
    printf '%s\n' "$path" >> "$scratch/listed"
    if [ -L "$path" ] || { [ -e "$path" ] && [ ! -f "$path" ]; }; then differs 不是普通文件 "$path"
    elif [ ! -f "$path" ]; then differs 缺少 "$path"
    elif [ "$(sha256sum < "$path" | cut -c1-64)" != "$sum" ]; then differs 内容被改动 "$path"
    fi
  done < "$manifest"
done
for name in bagit.txt bag-info.txt manifest-sha256.txt; do
  grep -qxF "$name" "$scratch/listed" || differs 缺少 "$name"
done

sort "$scratch/listed" > "$scratch/sorted"
find . ! -type d | sed 's|^\./||' | sort > "$scratch/there"
comm -13 "$scratch/sorted" "$scratch/there" > "$scratch/more"
find . -type d -empty | sed 's|^\./||' >> "$scratch/more"
while IFS= read -r path; do differs 多出 "$path"; done < "$scratch/more"

bytes=$(find data -type f -exec wc -c {} \; 2>/dev/null | awk '{ sum += $1 } END { printf "%.0f", sum }')
files=$(find data -type f 2>/dev/null | wc -l | tr -d ' ')
grep -qx "Payload-Oxum: $bytes.$files" bag-info.txt 2>/dev/null || differs 写明的字节数、文件数与实际不符 bag-info.txt

if [ "$wrong" -gt 0 ]; then
  printf '\n有 %s 处差异，这个移交包与移交时不同。\n' "$wrong"
  exit 4
fi
printf '移交包完好。核验码：%s\n' "$(printf '%s' "$code" | sed 's/..../& /g; s/ $//')"
[ -n "$typed" ] || printf '请与移交清单上印的核验码逐位核对。\n'
