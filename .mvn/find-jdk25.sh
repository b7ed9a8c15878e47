# Finds a JDK 25 or newer and exports JAVA_HOME. To be sourced by a POSIX shell script:
#
#   . "$root/.mvn/find-jdk25.sh"
#
# Looks at JAVA_HOME, then at the java on PATH, then at the usual install folders, where the oldest
# JDK that will do wins. Ends the calling script with status 2 when there is none.

# Prints the major version of the JDK in folder $1, or nothing if there is no JDK.
kg_jdk_major() {
  [ -x "$1/bin/javac" ] && [ -x "$1/bin/java" ] || return 0
  kg_version=
  if [ -r "$1/release" ]; then
    while IFS='=' read -r kg_key kg_value || [ -n "$kg_key" ]; do
      if [ "$kg_key" = JAVA_VERSION ]; then
        kg_version=${kg_value#\"}
        break
      fi
    done <"$1/release"
  fi
  if [ -z "$kg_version" ]; then
    kg_version=$("$1/bin/javac" -version 2>&1) || return 0
    kg_version=${kg_version#javac }
  fi
  kg_version=${kg_version%%[!0-9]*}
  [ -z "$kg_version" ] || echo "$kg_version"
}

# Prints the home folder that the java on PATH belongs to, or nothing.
kg_home_of_path() {
  kg_java=$(command -v java) || return 0
  while [ -L "$kg_java" ]; do
    kg_link=$(readlink "$kg_java")
    case $kg_link in
      /*) kg_java=$kg_link ;;
      *) kg_java=${kg_java%/*}/$kg_link ;;
    esac
  done
  (cd "${kg_java%/*}/.." 2>/dev/null && pwd -P) || return 0
}

# Prints the home folder of the best JDK, or nothing. Runs in a subshell, so it may set options.
kg_find_jdk() (
  set +euf
  for kg_home in "${JAVA_HOME-}" "$(kg_home_of_path)"; do
    [ -n "$kg_home" ] || continue
    kg_major=$(kg_jdk_major "$kg_home")
    if [ "${kg_major:-0}" -ge 25 ]; then
      printf '%s\n' "$kg_home"
      return 0
    fi
  done

  kg_best=
  kg_best_major=
  # java_home exists on macOS only.
  kg_mac=
  [ ! -x /usr/libexec/java_home ] || kg_mac=$(/usr/libexec/java_home -v 25+ 2>/dev/null)
  for kg_home in \
    /usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /usr/local/java/* /usr/local/lib/jvm/* /opt/* \
    /opt/java/* /opt/jdk/* "${HOME-}"/.sdkman/candidates/java/* "${HOME-}"/.jdks/* \
    "${HOME-}"/.asdf/installs/java/* "${HOME-}"/.local/share/mise/installs/java/* \
    "${HOME-}"/.jenv/versions/* "$kg_mac" /Library/Java/JavaVirtualMachines/*/Contents/Home \
    "${HOME-}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home /opt/homebrew/opt/openjdk* \
    /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home /usr/local/opt/openjdk* \
    /home/linuxbrew/.linuxbrew/opt/openjdk* \
    "/c/Program Files/Eclipse Adoptium"/* "/c/Program Files/Java"/*; do
    [ -x "$kg_home/bin/javac" ] || continue
    kg_major=$(kg_jdk_major "$kg_home")
    if [ "${kg_major:-0}" -ge 25 ] && [ "$kg_major" -lt "${kg_best_major:-9999}" ]; then
      kg_best=$kg_home
      kg_best_major=$kg_major
    fi
  done
  [ -z "$kg_best" ] || printf '%s\n' "$kg_best"
)

JAVA_HOME=$(kg_find_jdk)
if [ -z "$JAVA_HOME" ]; then
  echo "No JDK 25 or newer found: install Temurin 25 from https://adoptium.net or set JAVA_HOME to a JDK 25." >&2
  exit 2
fi
export JAVA_HOME
