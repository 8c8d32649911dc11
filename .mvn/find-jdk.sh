# Sourced by ./mvnw and ./run: exports JAVA_HOME as a JDK that can build and run this project, and a
# locale in which it finds every file, or ends the script with one line that says what is missing.
# POSIX sh; works under `set -euf`.

market_jdk_needed=25

# Prints the feature version (25 of "25.0.3") of the JDK in $1; nothing if there is no JDK there.
market_jdk_version() {
  [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] || return 0
  # The release file is in every JDK since 9 and costs no JVM start.
  market_line=$(grep '^JAVA_VERSION=' "$1/release" 2>/dev/null) || market_line=''
  # Without what makes a JVM print a line of its own first.
  [ -n "$market_line" ] || market_line=$(
    unset JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS _JAVA_OPTIONS JDK_JAVAC_OPTIONS
    "$1/bin/javac" -version 2>&1
  ) || market_line=''
  printf '%s\n' "$market_line" | sed -n 's/^[^0-9]*\([0-9][0-9]*\).*/\1/p'
}

market_jdk_fits() {
  market_version=$(market_jdk_version "$1")
  [ -n "$market_version" ] && [ "$market_version" -ge "$market_jdk_needed" ]
}

# Prints the JDK that the `javac` of the PATH belongs to, through its symbolic links.
market_jdk_of_path() {
  market_link=$(command -v javac) || return 0
  while [ -L "$market_link" ]; do
    market_target=$(readlink "$market_link")
    case $market_target in
    /*) market_link=$market_target ;;
    *) market_link=$(dirname "$market_link")/$market_target ;;
    esac
  done
  (cd "$(dirname "$market_link")/.." && pwd)
}

# The usual folders, with the pattern match that `set -f` has switched off.
market_jdks_installed() (
  set +f
  for market_dir in /usr/lib/jvm/* /opt/* "${HOME:-/nonexistent}"/.sdkman/candidates/java/* \
    "${HOME:-/nonexistent}"/.jdks/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    if market_jdk_fits "$market_dir"; then
      printf '%s\n' "$market_dir"
      return 0
    fi
  done
)

market_find_jdk() {
  if [ -n "${JAVA_HOME-}" ] && market_jdk_fits "$JAVA_HOME"; then
    return 0
  fi
  market_first=${JAVA_HOME-}
  JAVA_HOME=$(market_jdk_of_path)
  market_first=${market_first:-$JAVA_HOME}
  if [ -z "$JAVA_HOME" ] || ! market_jdk_fits "$JAVA_HOME"; then
    JAVA_HOME=$(market_jdks_installed)
  fi
  if [ -z "$JAVA_HOME" ]; then
    market_old=$(market_jdk_version "$market_first")
    echo "A JDK $market_jdk_needed or newer is needed and none was found${market_old:+ (only $market_old, in $market_first)}: install one (https://adoptium.net, 'sdk install java $market_jdk_needed-tem' or your package manager), or set JAVA_HOME to it." >&2
    exit 1
  fi
}

# A JVM in an ASCII locale finds no file whose path has other characters.
market_find_locale() {
  case $(locale charmap 2>/dev/null) in
  ANSI_X3.4-1968 | US-ASCII | 646)
    market_utf8=$(locale -a 2>/dev/null | grep -ixE '(C|en_US)\.utf-?8' | head -n 1)
    if [ -n "$market_utf8" ]; then
      LC_ALL=$market_utf8
      export LC_ALL
    fi
    ;;
  esac
}

# Java, Maven and PostgreSQL each read some characters of a path as something else.
market_require_path() {
  market_here=$(dirname -- "$(readlink -f -- "$0")")
  case $market_here in
  *[:\$\"\`\\\!]* | *[[:cntrl:]]*)
    printf '%s\n' "The path $market_here has a character in it that Java, Maven or PostgreSQL reads as something else (one of : \$ \" \` \\ ! or a line end): move the checkout, or clone it to another path." | tr '\n' ' ' >&2
    echo >&2
    exit 1
    ;;
  esac
}

market_require_path
market_find_jdk
export JAVA_HOME
market_find_locale
# With it, cd may go elsewhere than it is told.
unset CDPATH
