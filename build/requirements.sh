# Sourced by `resnetgen` and `test`: finds out what a build needs or uses and this machine lacks, and installs it with apt where that is allowed. Only the
# .NET SDK has to be there: where it cannot be installed, this says how it is. RESNETGEN_INSTALL=never installs nothing.

readonly dotnet_channel=10.0
readonly dotnet_package=dotnet-sdk-$dotnet_channel

# Nothing here speaks in a culture, and a bare machine has no ICU, without which .NET would not start.
export DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

# Prints the dotnet to use: the one in PATH, else where dotnet-install.sh puts it.
find_dotnet() {
  local candidate
  for candidate in "$(command -v dotnet || true)" "${DOTNET_ROOT:-}/dotnet" "$HOME/.dotnet/dotnet"; do
    if [[ -x $candidate ]]; then
      printf '%s' "$candidate"
      return
    fi
  done
}

has_dotnet_sdk() {
  local dotnet
  dotnet=$(find_dotnet)
  [[ -n $dotnet && $'\n'$("$dotnet" --list-sdks 2>/dev/null) == *$'\n'10.* ]]
}

# What tests compare with: other readers and writers of the same formats, and other makers of the same networks. NativeAOT
# links with g++, and with another gcc for ARM64, whose programs run in an emulator.
readonly peer_packages=(chromium g++ gcc-aarch64-linux-gnu libc6-dev-arm64-cross libhdf5-103-1 python3-h5py python3-pil python3-torch python3-torchvision qemu-user)

# Prints the packages that are missing of those that a build or the command line uses and can do without, one a line.
missing_extras() {
  local libraries
  # They read picture files.
  libraries=$(PATH=$PATH:/sbin:/usr/sbin ldconfig -p)
  [[ $libraries == *libturbojpeg.so.0* ]] || echo libturbojpeg0
  # The package has another name from Debian 13 and Ubuntu 24.04 on.
  [[ $libraries == *libpng16.so.16* ]] || printf '%s\n' libpng16-16 libpng16-16t64
}

# Installs what a build or the command line uses and can do without, where that is allowed.
install_extras() {
  local -a missing=()
  mapfile -t missing < <(missing_extras)
  install_where_possible "${missing[@]}"
}

# Prints the packages that are missing of those that tests compare with, one a line.
missing_peers() {
  local package
  for package in "${peer_packages[@]}"; do
    [[ $(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null) == installed ]] || echo "$package"
  done
}

# Installs what tests compare with, where that is allowed and the archive has it. Tests that miss it are skipped and say so; where CI is true they fail.
install_peers() {
  local -a missing=()
  mapfile -t missing < <(missing_peers)
  install_where_possible "${missing[@]}"
  if [[ ${CI:-} == true ]]; then
    mapfile -t missing < <(missing_peers)
    ((${#missing[@]} == 0)) || echo "Not installed, so that the tests that need them fail: ${missing[*]}" >&2
  fi
}

# install_where_possible PACKAGE…: installs those that the archive has, if this may; says nothing of the others.
install_where_possible() {
  local package prefix
  if (($# == 0)) || [[ ${RESNETGEN_INSTALL:-} == never ]] || ! command -v apt-get >/dev/null || ! prefix=$(root_prefix); then
    return 0
  fi
  if ! apt_knows "$1"; then
    $prefix apt-get -q update >/dev/null 2>&1 || true
  fi
  for package in "$@"; do
    if apt_knows "$package"; then
      step "Installing $package" apt_install "$prefix" "$package" || true
    fi
  done
}

# Prints the command that becomes root without a question, nothing if this is root, and fails if neither is so.
root_prefix() {
  if ((EUID == 0)); then
    return 0
  fi
  command -v sudo >/dev/null && sudo -n true 2>/dev/null && echo 'sudo -n'
}

apt_knows() {
  apt-cache show "$1" >/dev/null 2>&1
}

apt_install() {
  local prefix=$1
  shift
  local -a apt=(env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=300)
  # The lists of a fresh machine are empty and those of an old one name packages that are gone: one update, then a second try.
  $prefix "${apt[@]}" install -y --no-install-recommends "$@" ||
    { $prefix "${apt[@]}" update && $prefix "${apt[@]}" install -y --no-install-recommends "$@"; }
}

say_how_to_install_dotnet() {
  {
    echo "ResNetGen needs the .NET $dotnet_channel SDK, which this machine lacks."
    echo
    if apt_knows "$dotnet_package"; then
      echo "From the package archive:"
      echo "  sudo apt-get update && sudo apt-get install -y $dotnet_package"
    else
      echo "It is not in this machine's package lists. For this user alone:"
      command -v curl >/dev/null || echo "  sudo apt-get update && sudo apt-get install -y curl"
      echo "  curl -sSL https://dot.net/v1/dotnet-install.sh | bash -s -- --channel $dotnet_channel"
      echo "or for all users, with Microsoft's package feed: https://learn.microsoft.com/dotnet/core/install/linux"
    fi
    echo
    echo "Then run the same command again."
  } >&2
}

# Makes sure that the .NET SDK is there, the one thing that a build cannot do without; ends the script with one message if it cannot.
require_dotnet() {
  has_dotnet_sdk || install_where_possible "$dotnet_package"
  if ! has_dotnet_sdk; then
    say_how_to_install_dotnet
    exit 1
  fi
}
