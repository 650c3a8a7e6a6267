// SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-only
/*
 * Load balancing at the socket: connect() and sendmsg() to a Service's address go to one of its
 * backends, and recvmsg() and getpeername() show the Service's address again. No packet ever
 * carries it. A model of the mechanism: no affinity, no health, no policy.
 */
#include <stdbool.h>
#include <linux/bpf.h>
#include <linux/in.h>
#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>
#include "counters.h"

#define PASS 1
#define REFUSE 0

/* Addresses and ports in network byte order, here and below. */
struct service_key {
	__be32 address;
	__be16 port;
	__u8 protocol;
	__u8 zero;
	/* 0: how many backends there are; 1 to that many: the backend's number. */
	__u32 slot;
};

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 65536);
	__type(key, struct service_key);
	__type(value, __u32);
} services SEC(".maps");

struct backend {
	__be32 address;
	__be16 port;
	__u16 zero;
};

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 65536);
	__type(key, __u32);
	__type(value, struct backend);
} backends SEC(".maps");

struct translated_key {
	__u64 cookie;
	struct backend backend;
};

/* From a socket and the backend it talks to, back to the Service it asked for. */
struct {
	__uint(type, BPF_MAP_TYPE_LRU_HASH);
	__uint(max_entries, 65536);
	__type(key, struct translated_key);
	__type(value, struct backend);
} translated SEC(".maps");

/* A field of 32 bits holds the port; the first 16 of them in network order. */
static __always_inline __be16 port_of(const struct bpf_sock_addr *ctx)
{
	return (__be16)ctx->user_port;
}

static __always_inline int to_backend(struct bpf_sock_addr *ctx)
{
	struct service_key key = {
		.address = ctx->user_ip4,
		.port = port_of(ctx),
		.protocol = ctx->protocol,
	};
	__u32 *backend_count = bpf_map_lookup_elem(&services, &key);
	struct translated_key reverse = {};
	struct backend service = { .address = key.address, .port = key.port };
	struct backend *backend;
	__u32 *number;

	if (!backend_count)
		return PASS;
	if (*backend_count == 0)
		return REFUSE;
	key.slot = bpf_get_prandom_u32() % *backend_count + 1;
	number = bpf_map_lookup_elem(&services, &key);
	if (!number)
		return REFUSE;
	backend = bpf_map_lookup_elem(&backends, number);
	if (!backend)
		return REFUSE;
	reverse.cookie = bpf_get_socket_cookie(ctx);
	reverse.backend = *backend;
	if (bpf_map_update_elem(&translated, &reverse, &service, BPF_ANY))
		return REFUSE;
	ctx->user_ip4 = backend->address;
	ctx->user_port = backend->port;
	count(COUNTER_SERVICE_TRANSLATED);
	return PASS;
}

/* These two hooks may only look, never refuse. */
static __always_inline int to_service(struct bpf_sock_addr *ctx)
{
	struct translated_key reverse = {};
	struct backend *service;

	reverse.cookie = bpf_get_socket_cookie(ctx);
	reverse.backend.address = ctx->user_ip4;
	reverse.backend.port = port_of(ctx);
	service = bpf_map_lookup_elem(&translated, &reverse);
	if (service) {
		ctx->user_ip4 = service->address;
		ctx->user_port = service->port;
		count(COUNTER_REPLY_TRANSLATED);
	}
	return PASS;
}

SEC("cgroup/connect4")
int connect4(struct bpf_sock_addr *ctx)
{
	return to_backend(ctx);
}

SEC("cgroup/sendmsg4")
int sendmsg4(struct bpf_sock_addr *ctx)
{
	return to_backend(ctx);
}

SEC("cgroup/recvmsg4")
int recvmsg4(struct bpf_sock_addr *ctx)
{
	return to_service(ctx);
}

SEC("cgroup/getpeername4")
int getpeername4(struct bpf_sock_addr *ctx)
{
	return to_service(ctx);
}

char LICENSE[] SEC("license") = "GPL";
