/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-only */
#pragma once

#include <linux/if_ether.h>
#include <linux/in.h>
#include <linux/ip.h>
#include <bpf/bpf_endian.h>
#include "counters.h"

#define IP_OFFSET_MASK 0x1fff

/* One direction of a connection. Addresses and ports in network byte order. */
struct flow {
	__be32 source;
	__be32 destination;
	__be16 source_port;
	__be16 destination_port;
	__u32 protocol;
};

struct flow_state {
	__u64 packets;
	__u64 bytes;
	__u64 last_seen_nanos;
};

/*
 * Stands for connection tracking: one lookup a packet and one insertion a flow. There is no state
 * machine, no policy and no time-out, so it is cheaper than what a CNI does.
 */
struct {
	__uint(type, BPF_MAP_TYPE_LRU_HASH);
	__uint(max_entries, 65536);
	__type(key, struct flow);
	__type(value, struct flow_state);
} flows SEC(".maps");

/* Reads the flow of an IPv4 packet; false for everything else, which is the stack's. */
static __always_inline bool read_flow(struct __sk_buff *skb, struct flow *flow)
{
	struct iphdr ip;

	if (skb->protocol != bpf_htons(ETH_P_IP) || bpf_skb_load_bytes(skb, ETH_HLEN, &ip, sizeof(ip)))
		return false;
	flow->source = ip.saddr;
	flow->destination = ip.daddr;
	flow->protocol = ip.protocol;
	flow->source_port = 0;
	flow->destination_port = 0;
	if (ip.protocol != IPPROTO_TCP && ip.protocol != IPPROTO_UDP)
		return true;
	/* Later fragments carry no ports. */
	if (ip.frag_off & bpf_htons(IP_OFFSET_MASK))
		return true;
	/* Both protocols begin with the two ports, source first, as the struct does. */
	return !bpf_skb_load_bytes(skb, ETH_HLEN + ip.ihl * 4, &flow->source_port, 2 * sizeof(__be16));
}

static __always_inline void track(struct __sk_buff *skb, const struct flow *flow)
{
	struct flow_state *state = bpf_map_lookup_elem(&flows, flow);

	if (state) {
		__sync_fetch_and_add(&state->packets, 1);
		__sync_fetch_and_add(&state->bytes, skb->len);
		state->last_seen_nanos = bpf_ktime_get_ns();
		return;
	}

	struct flow_state created = {
		.packets = 1,
		.bytes = skb->len,
		.last_seen_nanos = bpf_ktime_get_ns(),
	};

	bpf_map_update_elem(&flows, flow, &created, BPF_ANY);
	count(COUNTER_FLOW_CREATED);
}
