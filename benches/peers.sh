#!/usr/bin/env bash
# meibo beside tools that do the same kind of work: read a declaration and the state of the
# other side from local files, compare, and say what would be changed. Nothing is applied and
# nobody is asked over a network. Two in a hundred objects differ in every case.
#
#   terraform   10,000 generated `terraform_data` blocks (a resource built into terraform, so
#               that no plug-in is asked) against a local state file of the same; the block's
#               argument holds a member's names, address, post and level; `plan -refresh=false`
#   octoDNS     50,000 records of one zone in YAML against the same zone in YAML as its
#               target; `octodns-sync` without --doit
#   meibo       `plan --live` of 10,000 and of 50,000 members, with the orgs (1 to 10) and
#               groups (1 to 20) such a company has, in YAML against a saved snapshot
#
# The objects are not the same: a member is larger than a DNS record and about as large as
# the block. Figures are the median wall time of RUNS runs (3) after one that warms the
# caches, and the most memory any of them held. A tool that is not installed is said so and
# passed over: `pip install octodns` brings the one, https://developer.hashicorp.com/terraform
# the other. Needs bash, python3 and a Rust toolchain; takes some minutes.
#
#   benches/peers.sh [terraform|octodns|meibo ...]
set -euo pipefail
cd "$(dirname "$0")/.."

runs=${RUNS:-3}
tools=("$@")
[ "${#tools[@]}" -gt 0 ] || tools=(terraform octodns meibo)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

printf '%-40s %10s %10s\n' 'work' 'median' 'peak'

# Runs a command in a folder and prints a line: what, median seconds, most megabytes.
measure() {
  local what=$1 folder=$2
  shift 2
  RUNS=$runs python3 - "$what" "$folder" "$@" << 'PY'
import os, statistics, subprocess, sys, time
what, folder, command = sys.argv[1], sys.argv[2], sys.argv[3:]
times, peaks = [], []
for run in range(int(os.environ["RUNS"]) + 1):
    out = open(os.path.join(folder, "out.txt"), "wb")
    begin = time.monotonic()
    child = subprocess.Popen(command, cwd=folder, stdout=out, stderr=subprocess.STDOUT)
    _, status, usage = os.wait4(child.pid, 0)
    took = time.monotonic() - begin
    if os.waitstatus_to_exitcode(status) != 0:
        sys.exit(f"{what}: failed\n" + open(out.name, encoding="utf-8").read()[-2000:])
    if run:
        times.append(took)
    peaks.append(usage.ru_maxrss / 1000)
print(f"{what:<40} {statistics.median(times):8.2f} s {max(peaks):7.0f} MB", flush=True)
PY
}

terraform_plan() {
  if ! command -v terraform > /dev/null; then
    echo 'terraform: not installed, passed over'
    return
  fi
  local folder=$work/terraform blocks=10000
  mkdir -p "$folder"
  python3 - "$folder" "$blocks" << 'PY'
import json, sys
folder, blocks = sys.argv[1], int(sys.argv[2])
def values(n, level):
    return {"email": f"e{n:06}@bench.example", "last": "森", "first": "花子",
            "number": f"{n:06}", "level": f"L{level}", "posts": f"T{n % 1000:05}"}
declared, resources = [], []
for n in range(blocks):
    lines = "".join(f"    {name} = {json.dumps(value, ensure_ascii=False)}\n"
                    for name, value in values(n, n % 12).items())
    declared.append(f'resource "terraform_data" "e{n:06}" {{\n  input = {{\n{lines}  }}\n}}\n')
    live = values(n, (n + 1) % 12 if n % 50 == 0 else n % 12)
    dynamic = {"value": live, "type": ["object", {name: "string" for name in live}]}
    resources.append({
        "mode": "managed", "type": "terraform_data", "name": f"e{n:06}",
        "provider": 'provider["terraform.io/builtin/terraform"]',
        "instances": [{"schema_version": 0, "sensitive_attributes": [], "attributes": {
            "id": f"00000000-0000-4000-8000-{n:012}", "input": dynamic, "output": dynamic,
            "triggers_replace": None}}]})
state = {"version": 4, "terraform_version": "1.4.0", "serial": 1, "lineage": "bench",
         "outputs": {}, "resources": resources, "check_results": None}
open(f"{folder}/members.tf", "w", encoding="utf-8").write("\n".join(declared))
json.dump(state, open(f"{folder}/terraform.tfstate", "w", encoding="utf-8"), ensure_ascii=False)
PY
  # Nothing of the machine's own configuration, no question to the makers about updates.
  unset TF_CLI_CONFIG_FILE
  export CHECKPOINT_DISABLE=1 TF_IN_AUTOMATION=1 TF_INPUT=0
  (cd "$folder" && terraform init -no-color > init.txt)
  measure "terraform plan, $blocks blocks" "$folder" terraform plan -no-color -refresh=false -lock=false
  grep -E '^Plan:' "$folder/out.txt" | sed 's/^/    /'
}

octodns_plan() {
  local sync=${OCTODNS_SYNC:-octodns-sync}
  if ! command -v "$sync" > /dev/null; then
    echo 'octoDNS: not installed, passed over'
    return
  fi
  local folder=$work/octodns records=50000
  mkdir -p "$folder/declared" "$folder/live"
  python3 - "$folder" "$records" << 'PY'
import sys
folder, records = sys.argv[1], int(sys.argv[2])
for side in ("declared", "live"):
    with open(f"{folder}/{side}/bench.example.yaml", "w", encoding="utf-8") as out:
        print("---", file=out)
        for n in range(records):
            last = n % 250 + (1 if side == "live" and n % 50 == 0 else 0)
            address = f"10.{n // 65536}.{n // 256 % 256}.{last}"
            print(f"e{n:06}:\n  ttl: 3600\n  type: A\n  value: {address}", file=out)
PY
  cat > "$folder/config.yaml" << 'YAML'
providers:
  declared: {class: octodns.provider.yaml.YamlProvider, directory: ./declared, default_ttl: 3600}
  live: {class: octodns.provider.yaml.YamlProvider, directory: ./live, default_ttl: 3600}
zones:
  bench.example.: {sources: [declared], targets: [live]}
YAML
  measure "octodns-sync, $records records" "$folder" "$sync" --config-file config.yaml
  grep -oE 'Summary: .*' "$folder/out.txt" | head -n 1 | sed 's/^/    /'
}

meibo_plan() {
  cargo build --release --locked --quiet --bin meibo --example tenant
  local built=${CARGO_TARGET_DIR:-$PWD/target}/release members
  for members in 10000 50000; do
    local folder=$work/meibo-$members
    "$built/examples/tenant" "$members" drift "$folder" > /dev/null
    measure "meibo plan --live, $members members" "$folder" "$built/meibo" plan config --live live.json --color never
    head -n 1 "$folder/out.txt" | sed 's/^/    /'
  done
}

for tool in "${tools[@]}"; do
  case $tool in
    terraform) terraform_plan ;;
    octodns) octodns_plan ;;
    meibo) meibo_plan ;;
    *) echo "no such tool: $tool" >&2; exit 1 ;;
  esac
done
