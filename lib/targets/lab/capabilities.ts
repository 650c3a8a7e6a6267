/** What this host lets the lab do, probed once. */
export interface Capabilities {
  readonly root: boolean;
  /** Set when no namespaces can be made: by whom it is forbidden. */
  readonly noNamespaces: string | undefined;
  /** Mount point of cgroup2, when root may make folders in it. */
  readonly cgroup2: string | undefined;
  /** Names of what the kernel does not have: `fq`, `vxlan`, `bbr`, ... */
  readonly missing: ReadonlySet<string>;
}
