// SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-only
/*
 * A pod's datapath in eBPF: a model of the mechanism, not of any product. Two constants, given to
 * the compiler, choose among its kinds:
 *
 *   OVERLAY       a packet for another node leaves through the VXLAN device, and one from it goes
 *                 straight to the pod's veth
 *   HOST_ROUTING  packets pass the node's stack neither on their way out nor on their way in
 *
 * With neither, the programs look up and track, and the stack forwards.
 */
#include <stdbool.h>
#include <stddef.h>
#include <linux/bpf.h>
#include <linux/pkt_cls.h>
#include <bpf/bpf_helpers.h>
#include "flow.h"

#if !defined(OVERLAY) || !defined(HOST_ROUTING)
#error "define OVERLAY and HOST_ROUTING as 0 or 1"
#endif

#define VXLAN_NETWORK 1
#define VXLAN_TTL 64

/* A pod of this node, by its address. */
struct endpoint {
	/* The node's end of the pod's veth. */
	__u32 ifindex;
	__u8 pod_mac[ETH_ALEN];
	__u8 node_mac[ETH_ALEN];
};

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 256);
	__type(key, __be32);
	__type(value, struct endpoint);
} endpoints SEC(".maps");

struct prefix {
	__u32 length;
	__be32 address;
};

/* Every pod of the cluster, with the address of its node in host byte order. */
struct {
	__uint(type, BPF_MAP_TYPE_LPM_TRIE);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__uint(max_entries, 1024);
	__type(key, struct prefix);
	__type(value, __u32);
} nodes_of_pods SEC(".maps");

/* The interface that leads to other nodes: the node's own, or the VXLAN device. */
struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, __u32);
} way_out SEC(".maps");

static __always_inline __u32 way_out_ifindex(void)
{
	__u32 key = 0;
	__u32 *ifindex = bpf_map_lookup_elem(&way_out, &key);

	return ifindex ? *ifindex : 0;
}

static __always_inline int to_stack(void)
{
	count(COUNTER_TO_STACK);
	return TC_ACT_OK;
}

/* What a router does to the header. False when the packet has no hop left. */
static __always_inline bool decrement_ttl(struct __sk_buff *skb)
{
	const __u32 ttl_at = ETH_HLEN + offsetof(struct iphdr, ttl);
	__u8 ttl, less;

	if (bpf_skb_load_bytes(skb, ttl_at, &ttl, sizeof(ttl)) || ttl <= 1)
		return false;
	less = ttl - 1;
	/* The checksum is over 16-bit words in network order, of which ttl is the first byte. */
	return !bpf_l3_csum_replace(skb, ETH_HLEN + offsetof(struct iphdr, check), ttl, less, 2) &&
	       !bpf_skb_store_bytes(skb, ttl_at, &less, sizeof(less), 0);
}

/* Hands a packet to a pod of this node. */
static __always_inline int deliver(struct __sk_buff *skb, const struct endpoint *to)
{
	if (!decrement_ttl(skb) ||
	    bpf_skb_store_bytes(skb, offsetof(struct ethhdr, h_dest), to->pod_mac, ETH_ALEN, 0) ||
	    bpf_skb_store_bytes(skb, offsetof(struct ethhdr, h_source), to->node_mac, ETH_ALEN, 0))
		return TC_ACT_SHOT;
	if (HOST_ROUTING) {
		count(COUNTER_DELIVERED_TO_PEER);
		return bpf_redirect_peer(to->ifindex, 0);
	}
	count(COUNTER_DELIVERED_TO_VETH);
	return bpf_redirect(to->ifindex, 0);
}

static __always_inline int encapsulate(struct __sk_buff *skb, __u32 node)
{
	struct bpf_tunnel_key key = {
		.tunnel_id = VXLAN_NETWORK,
		.remote_ipv4 = node,
		.tunnel_ttl = VXLAN_TTL,
	};

	if (!decrement_ttl(skb) || bpf_skb_set_tunnel_key(skb, &key, sizeof(key), BPF_F_ZERO_CSUM_TX))
		return TC_ACT_SHOT;
	count(COUNTER_ENCAPSULATED);
	return bpf_redirect(way_out_ifindex(), 0);
}

/* Where a packet enters the node from a pod: the veth's ingress. */
SEC("tc")
int from_pod(struct __sk_buff *skb)
{
	struct prefix prefix = { .length = 32 };
	struct endpoint *local;
	struct flow flow;
	__u32 *node;

	if (!read_flow(skb, &flow))
		return TC_ACT_OK;
	track(skb, &flow);
	prefix.address = flow.destination;
	node = bpf_map_lookup_elem(&nodes_of_pods, &prefix);
	if (!node || (!OVERLAY && !HOST_ROUTING))
		return to_stack();
	local = bpf_map_lookup_elem(&endpoints, &flow.destination);
	if (local)
		return deliver(skb, local);
	if (OVERLAY)
		return encapsulate(skb, *node);
	if (!decrement_ttl(skb))
		return TC_ACT_SHOT;
	count(COUNTER_TO_NEIGHBOUR);
	return bpf_redirect_neigh(way_out_ifindex(), NULL, 0, 0);
}

/* Where a packet enters from another node: the ingress of the VXLAN device or of the node's own. */
SEC("tc")
int from_node(struct __sk_buff *skb)
{
	struct endpoint *local;
	struct flow flow;

	if (!read_flow(skb, &flow))
		return TC_ACT_OK;
	local = bpf_map_lookup_elem(&endpoints, &flow.destination);
	if (!local)
		return TC_ACT_OK;
	track(skb, &flow);
	return deliver(skb, local);
}

/* Where the stack hands a packet to a pod: the veth's egress. */
SEC("tc")
int to_pod(struct __sk_buff *skb)
{
	struct flow flow;

	if (read_flow(skb, &flow))
		track(skb, &flow);
	return TC_ACT_OK;
}

char LICENSE[] SEC("license") = "GPL";
