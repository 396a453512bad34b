; The installer for Windows: for one person, without an administrator.
;
; makensis -DRELEASE=<file> parley.nsi. That file, which parley_package/nsis.py writes, says what
; is installed, and has the macros that place and remove it.

Unicode true
ManifestDPIAware true
ManifestSupportedOS Win10
RequestExecutionLevel user
SetCompressor /SOLID lzma
SetCompressorDictSize 64

!include "${RELEASE}"
!include FileFunc.nsh
!include LogicLib.nsh
!include MUI2.nsh
!include Sections.nsh
!include StrFunc.nsh
!include WinVer.nsh
!include x64.nsh

!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\Parley"
!define APPLICATION_KEY "Software\Classes\Applications\Parley.exe"
!define TYPE_KEY "Software\Classes\Parley.gguf"
!define OPEN_WITH_KEY "Software\Classes\.gguf\OpenWithProgids"
!define UNINSTALLER "uninstall-parley.exe"

; The exit status of an installation that did not happen, for those who install silently.
!define STILL_OPEN 3
!define FOLDER_TAKEN 4
!define WINDOWS_TOO_OLD 5

; The number of that text on the page of components.
!define SPACE_REQUIRED 1023

; Windows 10 1809: what Qt needs.
!define OLDEST_BUILD 17763

Name "Parley"
Caption "Parley ${VERSION}"
OutFile "${OUTPUT}"
BrandingText " "
InstallDir "$LOCALAPPDATA\Programs\Parley"
InstallDirRegKey HKCU "${UNINSTALL_KEY}" "InstallLocation"

VIProductVersion "${NUMBERS}"
VIAddVersionKey "ProductName" "Parley"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "FileDescription" "Installs Parley"
VIAddVersionKey "CompanyName" "${PUBLISHER}"
VIAddVersionKey "LegalCopyright" "${COPYRIGHT}"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_ABORTWARNING
!define MUI_COMPONENTSPAGE_SMALLDESC
!define MUI_FINISHPAGE_RUN "$INSTDIR\Parley.exe"
!define MUI_FINISHPAGE_RUN_TEXT "Open Parley"

!insertmacro MUI_PAGE_COMPONENTS
!define MUI_PAGE_CUSTOMFUNCTION_LEAVE CheckFolder
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH

!define MUI_COMPONENTSPAGE_TEXT_TOP "Parley will be removed. Your conversations and settings stay, unless you tick them here."
!define MUI_PAGE_CUSTOMFUNCTION_SHOW un.HideSpace
!insertmacro MUI_UNPAGE_COMPONENTS
!insertmacro MUI_UNPAGE_INSTFILES

!insertmacro MUI_LANGUAGE "English"

${Using:StrFunc} StrRep
${Using:StrFunc} UnStrRep

LangString PARLEY_IS_OPEN ${LANG_ENGLISH} "Parley is open.$\n$\nClose its window, and what you run with it in a terminal. Then choose Retry."

; --- what both the installer and the uninstaller do ------------------------------------------

; Wait until no Parley runs from this folder. A running program's file cannot be written to, its
; children run the same file, and nobody is closed against their will.
!macro WAIT_UNTIL_CLOSED Program
  ${Do}
    ClearErrors
    ${IfNot} ${FileExists} "$INSTDIR\${Program}"
      ${ExitDo}
    ${EndIf}
    FileOpen $0 "$INSTDIR\${Program}" a
    ${IfNot} ${Errors}
      FileClose $0
      ${ExitDo}
    ${EndIf}
    ${If} ${Cmd} `MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(PARLEY_IS_OPEN)" /SD IDCANCEL IDCANCEL`
      SetErrorLevel ${STILL_OPEN}
      Abort "Parley is open: nothing was changed."
    ${EndIf}
  ${Loop}
!macroend

; Take $INSTDIR out of the person's PATH, and leave the rest of it as it is.
!macro LEAVE_PATH Replace
  ClearErrors
  ReadRegStr $0 HKCU "Environment" "Path"
  ${IfNot} ${Errors}
    ${${Replace}} $1 ";$0;" ";$INSTDIR;" ";"
    ${If} $1 != ";$0;"
      StrCpy $1 $1 -1
      StrCpy $1 $1 "" 1
      WriteRegExpandStr HKCU "Environment" "Path" "$1"
      Call ${UN}TellOfPath
    ${EndIf}
  ${EndIf}
!macroend

!macro UNREGISTER
  Delete "$SMPROGRAMS\Parley.lnk"
  DeleteRegKey HKCU "${APPLICATION_KEY}"
  DeleteRegKey HKCU "${TYPE_KEY}"
  DeleteRegValue HKCU "${OPEN_WITH_KEY}" "Parley.gguf"
  DeleteRegKey HKCU "${UNINSTALL_KEY}"
!macroend

!macro SHARED_FUNCTIONS Prefix
  ; Programs started from now on shall see the changed PATH.
  Function ${Prefix}TellOfPath
    SendMessage ${HWND_BROADCAST} ${WM_SETTINGCHANGE} 0 "STR:Environment" /TIMEOUT=5000
  FunctionEnd

  ; Explorer shall look anew at who opens what.
  Function ${Prefix}TellOfTypes
    System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
  FunctionEnd
!macroend

!insertmacro SHARED_FUNCTIONS ""
!insertmacro SHARED_FUNCTIONS "un."

; --- installing ------------------------------------------------------------------------------

Section "Parley" PROGRAM
  SectionIn RO
  ; Silently, no page has asked for it yet.
  Call CheckFolder
  !insertmacro WAIT_UNTIL_CLOSED "Parley.exe"
  !insertmacro WAIT_UNTIL_CLOSED "parley.com"

  ; What an older version brought goes; what else is in the folder, as a portable one's data, stays.
  !insertmacro REMOVE_PROGRAM
  !define UN ""
  !insertmacro LEAVE_PATH StrRep
  !undef UN
  !insertmacro UNREGISTER

  ; First of all: with it, what an interrupted installation has left can be removed.
  SetOutPath "$INSTDIR"
  WriteUninstaller "$INSTDIR\${UNINSTALLER}"
  !insertmacro PLACE_PROGRAM
  SetOutPath "$INSTDIR"
  CreateShortcut "$SMPROGRAMS\Parley.lnk" "$INSTDIR\Parley.exe"

  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayName" "Parley"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayIcon" "$INSTDIR\Parley.exe,0"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "Publisher" "${PUBLISHER}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\${UNINSTALLER}"'
  WriteRegStr HKCU "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\${UNINSTALLER}" /S'
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "EstimatedSize" ${KILOBYTES}
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoRepair" 1
!ifdef HOMEPAGE
  WriteRegStr HKCU "${UNINSTALL_KEY}" "URLInfoAbout" "${HOMEPAGE}"
!endif
SectionEnd

Section "Open model files (.gguf)" TYPES
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "OpensModels" 1
  WriteRegStr HKCU "${TYPE_KEY}" "" "Language model (GGUF)"
  WriteRegStr HKCU "${TYPE_KEY}\DefaultIcon" "" "$INSTDIR\Parley.exe,0"
  WriteRegStr HKCU "${TYPE_KEY}\shell\open\command" "" '"$INSTDIR\Parley.exe" "%1"'
  ; Offered among others: what the person has chosen to open such files with stays.
  WriteRegNone HKCU "${OPEN_WITH_KEY}" "Parley.gguf"
  WriteRegStr HKCU "${APPLICATION_KEY}" "FriendlyAppName" "Parley"
  WriteRegStr HKCU "${APPLICATION_KEY}\SupportedTypes" ".gguf" ""
  WriteRegStr HKCU "${APPLICATION_KEY}\shell\open\command" "" '"$INSTDIR\Parley.exe" "%1"'
SectionEnd

Section /o "The command parley in terminals" COMMAND
  ClearErrors
  ReadRegStr $0 HKCU "Environment" "Path"
  ; Also an error: one that is longer than this program can read. It must not be written then.
  ${If} ${Errors}
    StrCpy $1 0
    ${Do}
      EnumRegValue $2 HKCU "Environment" $1
      ${If} $2 == "Path"
        DetailPrint "Your PATH could not be read, and was left as it is."
        Return
      ${EndIf}
      IntOp $1 $1 + 1
    ${LoopUntil} $2 == ""
  ${EndIf}
  StrLen $1 "$0;$INSTDIR"
  ${If} $1 > ${LONGEST_PATH}
    DetailPrint "Your PATH is very long, and was left as it is."
    Return
  ${EndIf}
  StrCpy $1 $0 1 -1
  ${If} $0 == ""
  ${OrIf} $1 == ";"
    WriteRegExpandStr HKCU "Environment" "Path" "$0$INSTDIR"
  ${Else}
    WriteRegExpandStr HKCU "Environment" "Path" "$0;$INSTDIR"
  ${EndIf}
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "InPath" 1
  Call TellOfPath
SectionEnd

Section "-Last"
  Call TellOfTypes
SectionEnd

LangString ABOUT_PROGRAM ${LANG_ENGLISH} "The program, a small model and an entry in the Start menu."
LangString ABOUT_TYPES ${LANG_ENGLISH} "Parley is offered when you open a model file with a program of your choice."
LangString ABOUT_COMMAND ${LANG_ENGLISH} "Adds Parley's folder to your PATH, so that a terminal finds the command parley."
!insertmacro MUI_FUNCTION_DESCRIPTION_BEGIN
  !insertmacro MUI_DESCRIPTION_TEXT ${PROGRAM} $(ABOUT_PROGRAM)
  !insertmacro MUI_DESCRIPTION_TEXT ${TYPES} $(ABOUT_TYPES)
  !insertmacro MUI_DESCRIPTION_TEXT ${COMMAND} $(ABOUT_COMMAND)
!insertmacro MUI_FUNCTION_DESCRIPTION_END

Function .onInit
  ${IfNot} ${RunningX64}
  ${OrIfNot} ${AtLeastBuild} ${OLDEST_BUILD}
    MessageBox MB_OK|MB_ICONSTOP \
      "Parley needs Windows 10, version 1809 or later, with 64 bits." /SD IDOK
    SetErrorLevel ${WINDOWS_TOO_OLD}
    Quit
  ${EndIf}
!if "${PROCESSOR}" == "arm64"
  ${IfNot} ${IsNativeARM64}
    MessageBox MB_OK|MB_ICONSTOP \
      "This Parley is for Windows on ARM. Take the one for x86_64." /SD IDOK
    SetErrorLevel ${WINDOWS_TOO_OLD}
    Quit
  ${EndIf}
!endif
  ; What was chosen when it was installed the last time, or is on the command line: /PATH.
  ReadRegDWORD $0 HKCU "${UNINSTALL_KEY}" "InPath"
  ${GetParameters} $1
  ClearErrors
  ${GetOptions} $1 "/PATH" $2
  ${IfNot} ${Errors}
  ${OrIf} $0 == 1
    !insertmacro SelectSection ${COMMAND}
  ${EndIf}
  ReadRegStr $0 HKCU "${UNINSTALL_KEY}" "InstallLocation"
  ReadRegDWORD $1 HKCU "${UNINSTALL_KEY}" "OpensModels"
  ${If} $0 != ""
  ${AndIf} $1 != 1
    !insertmacro UnselectSection ${TYPES}
  ${EndIf}
FunctionEnd

; Install into a folder of Parley's own alone: what is removed later must be Parley's.
Function CheckFolder
  ${If} ${FileExists} "$INSTDIR\${UNINSTALLER}"
  ${OrIf} ${FileExists} "$INSTDIR\${PORTABLE_DATA}\*.*"
    Return
  ${EndIf}
  ; File names know no case here: beside the folder of the conversations there is no other.
  ${If} $INSTDIR == "$LOCALAPPDATA\parley"
    StrCpy $0 "Parley keeps your conversations in this folder."
    Goto taken
  ${EndIf}
  ${DirState} "$INSTDIR" $0
  ${If} $0 != 1
    Return
  ${EndIf}
  StrCpy $0 "There are other files in this folder."
taken:
  MessageBox MB_OK|MB_ICONEXCLAMATION "$0 Choose another, for instance$\n$INSTDIR\Parley" /SD IDOK
  ; On the page another folder can still be chosen.
  ${If} ${Silent}
    SetErrorLevel ${FOLDER_TAKEN}
  ${EndIf}
  Abort
FunctionEnd

; --- removing --------------------------------------------------------------------------------

!define UN "un."

Section "un.Parley" UN_PROGRAM
  SectionIn RO
  !insertmacro WAIT_UNTIL_CLOSED "Parley.exe"
  !insertmacro WAIT_UNTIL_CLOSED "parley.com"
  !insertmacro REMOVE_PROGRAM
  !insertmacro LEAVE_PATH UnStrRep
  !insertmacro UNREGISTER
  Call un.TellOfTypes
  Delete "$INSTDIR\${UNINSTALLER}"
  ; Not what is in it: a file that Parley did not bring is not Parley's to delete.
  SetOutPath "$TEMP"
  RMDir "$INSTDIR"
SectionEnd

; Not ticked, and so never done by a silent removal.
Section /o "un.My conversations and settings" UN_DATA
  RMDir /r "$LOCALAPPDATA\parley"
SectionEnd

; "Space required: 0 KB" says nothing of a removal.
Function un.HideSpace
  FindWindow $0 "#32770" "" $HWNDPARENT
  GetDlgItem $0 $0 ${SPACE_REQUIRED}
  ShowWindow $0 ${SW_HIDE}
FunctionEnd

LangString ABOUT_UN_PROGRAM ${LANG_ENGLISH} "The program and its entry in the Start menu."
LangString ABOUT_UN_DATA ${LANG_ENGLISH} "All that you wrote with Parley and kept. This cannot be undone. Models from the Hub stay in the cache that other programs share."
!insertmacro MUI_UNFUNCTION_DESCRIPTION_BEGIN
  !insertmacro MUI_DESCRIPTION_TEXT ${UN_PROGRAM} $(ABOUT_UN_PROGRAM)
  !insertmacro MUI_DESCRIPTION_TEXT ${UN_DATA} $(ABOUT_UN_DATA)
!insertmacro MUI_UNFUNCTION_DESCRIPTION_END
