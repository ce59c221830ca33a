# Sourced by `resnetgen` and `test`: builds, one build at a time, and remembers what was built. Needs `root`, steps.sh and requirements.sh.

readonly cli_project=$root/src/ResNetGen.Cli/ResNetGen.Cli.csproj
readonly cli=$root/artifacts/bin/ResNetGen.Cli/release/resnetgen.dll
readonly stamp=$root/artifacts/resnetgen.stamp

# What decides a build besides the sources: MSBuild reads it from the environment.
build_settings() {
  echo "TorchBackend=${TorchBackend:-}"
}

# Whether the command line is newer than its sources. Folders count too: a file that was deleted makes its folder newer.
# Specs do not: they are read when a command runs.
is_built() {
  [[ -e $cli && -e $stamp && $(<"$stamp") == "$(build_settings)" ]] &&
    [[ -z $(find "$root/src" "$root/build" "$root"/Directory.*.props "$root/global.json" "$root/.editorconfig" -newer "$stamp" -print -quit) ]]
}

# build PROJECT: builds a project or a solution, Release.
build() {
  "$(find_dotnet)" build "$1" -c Release -nodeReuse:false -v quiet -clp:NoSummary --nologo
}

# build_cli PROJECT: as build, for the command line or a solution that has it.
build_cli() {
  # Made before the build, so that what is edited meanwhile is newer than it.
  build_settings >"$stamp.new"
  build "$1" && mv "$stamp.new" "$stamp"
}

# lock_builds: waits until no other script builds. Commands run by `step` do not keep the lock.
lock_builds() {
  mkdir -p "$root/artifacts"
  exec 9>"$root/artifacts/build.lock"
  if ! flock --nonblock 9; then
    echo "Waiting for another build of ResNetGen …" >&2
    flock 9
  fi
}

unlock_builds() {
  exec 9>&-
}

# Builds the command line if it is not built. Of two at once the second finds it done.
ensure_built() {
  if is_built; then
    return
  fi

  lock_builds
  if ! is_built; then
    require_dotnet
    install_extras
    step "Building ResNetGen" build_cli "$cli_project" || fail "ResNetGen could not be built."
  fi
  unlock_builds
}
