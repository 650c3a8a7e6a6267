/** Where a Service's traffic goes. */
export interface ServiceEndpoint {
  readonly address: string;
  readonly port: number;
}

/** One port of one Service, as a node's proxy sees it. */
export interface ServicePort {
  /** `namespace/name:port`, as kube-proxy writes it in comments and hashes. */
  readonly name: string;
  readonly protocol: 'tcp' | 'udp';
  readonly clusterIp: string;
  readonly port: number;
  /** At least one: kube-proxy rejects in another table what has none. */
  readonly endpoints: readonly [ServiceEndpoint, ...ServiceEndpoint[]];
}
