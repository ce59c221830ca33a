# Sourced by `resnetgen` and `test`: finds out what a build needs and this machine lacks, installs it with apt where that is allowed, and else says how.
# RESNETGEN_INSTALL=never only says how.

readonly dotnet_channel=10.0

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

# A libtorch of one's own needs no package.
has_libtorch() {
  [[ -n ${LIBTORCH_DIR:-} || -e /usr/include/ATen/ATen.h ]]
}

# Without a tuned BLAS libtorch falls back to a reference implementation that is 25 times slower.
has_fast_blas() {
  [[ -n ${LIBTORCH_DIR:-} || $(PATH=$PATH:/sbin:/usr/sbin ldconfig -p) =~ lib(openblas|mkl_rt|blis)[.]so ]]
}

# Prints the packages that are missing, one a line.
missing_packages() {
  has_dotnet_sdk || echo "dotnet-sdk-$dotnet_channel"
  # Only the binding to the machine's libtorch is compiled here; the TorchSharp packages bring their own.
  if [[ ${TorchBackend:-system} == system ]]; then
    command -v "${CXX:-c++}" >/dev/null || echo g++
    command -v cmake >/dev/null || echo cmake
    # Debian only recommends it to CMake, and recommended packages are not installed.
    command -v make >/dev/null || echo make
    has_libtorch || echo libtorch-dev
    has_fast_blas || echo libopenblas0-openmp
  fi
}

# What tests compare with: other readers and writers of the same formats, and other makers of the same networks.
readonly peer_packages=(chromium libhdf5-103-1 python3-h5py python3-pil python3-torch python3-torchvision)

# Prints the packages that are missing of those by which picture files are read, one a line. Nothing else needs them, and who does is told.
missing_picture_packages() {
  local libraries
  libraries=$(PATH=$PATH:/sbin:/usr/sbin ldconfig -p)
  [[ $libraries == *libturbojpeg.so.0* ]] || echo libturbojpeg0
  # The package has another name from Debian 13 and Ubuntu 24.04 on.
  [[ $libraries == *libpng16.so.16* ]] || printf '%s\n' libpng16-16 libpng16-16t64
}

# Installs the libraries by which picture files are read, where that is allowed.
install_picture_packages() {
  local -a missing=()
  mapfile -t missing < <(missing_picture_packages)
  install_where_possible "${missing[@]}"
}

# Installs what tests compare with, where that is allowed and the archive has it. Tests that miss it are skipped, and say so.
install_peers() {
  local -a missing=()
  local package
  for package in "${peer_packages[@]}"; do
    [[ $(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null) == installed ]] || missing+=("$package")
  done
  install_where_possible "${missing[@]}"
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

say_how_to_install() {
  local -a archive=()
  local package sdk=
  for package in "$@"; do
    if [[ $package == dotnet-sdk-* ]] && ! apt_knows "$package"; then
      sdk=missing
      command -v curl >/dev/null || archive+=(curl)
    else
      archive+=("$package")
    fi
  done
  {
    echo "ResNetGen needs what this machine lacks: $*"
    if ((${#archive[@]} > 0)); then
      echo
      echo "From the package archive:"
      echo "  sudo apt-get update && sudo apt-get install -y ${archive[*]}"
    fi
    if [[ -n $sdk ]]; then
      echo
      echo "The .NET $dotnet_channel SDK is not in this machine's package lists. For this user alone:"
      echo "  curl -sSL https://dot.net/v1/dotnet-install.sh | bash -s -- --channel $dotnet_channel"
      echo "or for all users, with Microsoft's package feed: https://learn.microsoft.com/dotnet/core/install/linux"
    fi
    echo
    echo "Then run the same command again."
  } >&2
}

# Makes sure that a build has all it needs; ends the script with one message if it cannot.
require_packages() {
  local -a missing=() here=()
  local package prefix
  mapfile -t missing < <(missing_packages)
  ((${#missing[@]} > 0)) || return 0

  if [[ ${RESNETGEN_INSTALL:-} != never ]] && command -v apt-get >/dev/null && prefix=$(root_prefix); then
    for package in "${missing[@]}"; do
      [[ $package == dotnet-sdk-* ]] && ! apt_knows "$package" || here+=("$package")
    done
    if ((${#here[@]} > 0)); then
      step "Installing ${here[*]}" apt_install "$prefix" "${here[@]}" || true
    fi
    mapfile -t missing < <(missing_packages)
    ((${#missing[@]} > 0)) || return 0
  fi

  say_how_to_install "${missing[@]}"
  exit 1
}
