@echo off
rem Checks the package: verify.cmd [code]. Needs nothing but Windows PowerShell, which Windows 10 has.
powershell.exe -NoProfile -ExecutionPolicy Bypass -File "%~dp0verify.ps1" %*
set result=%ERRORLEVEL%
pause
exit /b %result%
