/** What the servers of a testbed listen on; their Services use the same. */
export const ports = { iperf: 5201, echo: 8078, fastHttp: 8080, httpbin: 80, dns: 53 } as const;
