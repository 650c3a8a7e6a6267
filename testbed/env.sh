# shellcheck shell=bash disable=SC2034
# Sourced by every script of the test bed: places, addresses, small helpers.

HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
CACHE=${KUBE_TESTBED_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/eks-cni-bench-testbed}
STATE=${KUBE_TESTBED_STATE:-$CACHE/state}
ETCD_DIR=${KUBE_TESTBED_ETCD:-$STATE/etcd}
NAME=${KUBE_TESTBED_NAME:-ktb}           # prefix of network namespaces and cgroups
PORT=${KUBE_TESTBED_PORT:-16443}         # API server on the caller's loopback
NODES=${KUBE_TESTBED_NODES:-3}
MTU=${KUBE_TESTBED_MTU:-9001}            # of the fabric, as in a VPC
read -ra ZONES <<<"${KUBE_TESTBED_ZONES:-lab-1a}"

BIN=$CACHE/bin
KUBECONFIG=$STATE/kubeconfig
GATEWAY=10.99.0.1
CP_IP=10.99.0.10
SERVICE_CIDR=10.96.0.0/16
POD_CIDR=10.98.0.0/16
DNS_IP=10.96.0.10

PATH=$BIN:/usr/sbin:/sbin:$PATH
export PATH KUBECONFIG

node_ip() { echo "10.99.0.$((10 + $1))"; }
node_cidr() { echo "10.98.$1.0/24"; }
node_zone() { echo "${ZONES[$((($1 - 1) % ${#ZONES[@]}))]}"; }

die() { echo "$0: $*" >&2; exit 1; }
say() { printf '%6.1fs  %s\n' "$(since "$T0")" "$*"; }
now() { date +%s.%N; }
since() { echo "$(now) - $1" | bc; }
T0=$(now)

# retry SECONDS COMMAND... : until it succeeds, five times a second.
retry() {
  local end=$((SECONDS + $1)); shift
  until "$@" >/dev/null 2>&1; do
    ((SECONDS < end)) || { echo "gave up: $*" >&2; return 1; }
    sleep 0.2
  done
}

# A process is known by its id and its start time, so that a reused id is never killed.
start_time() { sed 's/.*) //' "/proc/$1/stat" 2>/dev/null | cut -d' ' -f20; }

# spawn NAME COMMAND... : in the background, with a log and a pid file, and its command for "restart".
spawn() {
  local name=$1; shift
  printf '%s\0' "$@" >"$STATE/commands/$name"
  setsid "$@" >>"$STATE/logs/$name.log" 2>&1 </dev/null &
  local pid=$!
  echo "$pid $(start_time "$pid")" >"$STATE/pids/$name"
}

# stop NAME SIGNAL : true once the process is gone.
stop() {
  local pid began file=$STATE/pids/$1
  [[ -f $file ]] || return 0
  read -r pid began <"$file"
  if [[ -n $began && $(start_time "$pid") == "$began" ]]; then
    kill "-$2" "$pid" 2>/dev/null || true
    local end=$((SECONDS + 5))
    while [[ $(start_time "$pid") == "$began" && $(process_state "$pid") != Z ]]; do
      ((SECONDS < end)) || { kill -KILL "$pid" 2>/dev/null || true; end=$((SECONDS + 5)); }
      sleep 0.05
    done
  fi
  rm -f "$file"
}
process_state() { sed 's/.*) //' "/proc/$1/stat" 2>/dev/null | cut -d' ' -f1; }

# The root of every cgroup hierarchy that is mounted.
cgroup_roots() { findmnt -rno TARGET -t cgroup,cgroup2; }
