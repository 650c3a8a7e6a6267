/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-only */
#pragma once

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

/* What a program did, so that a test can see that packets took its path. The order is counters.ts's. */
enum counter {
	COUNTER_FLOW_CREATED,
	COUNTER_TO_STACK,
	COUNTER_ENCAPSULATED,
	COUNTER_DELIVERED_TO_VETH,
	COUNTER_DELIVERED_TO_PEER,
	COUNTER_TO_NEIGHBOUR,
	COUNTER_SERVICE_TRANSLATED,
	COUNTER_REPLY_TRANSLATED,
	COUNTERS,
};

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, COUNTERS);
	__type(key, __u32);
	__type(value, __u64);
} counters SEC(".maps");

static __always_inline void count(enum counter which)
{
	__u32 key = which;
	__u64 *counter = bpf_map_lookup_elem(&counters, &key);

	if (counter)
		*counter += 1;
}
