import { type Scenario, scenarioCatalogue } from './scenario.ts';

/**
 * What a machine without network namespaces can still show: servers and clients on its own loopback.
 * It has no pods and no Services, claims no datapath, and is compared with nothing.
 */
export const hostControl: Scenario = {
  ...scenarioCatalogue.A,
  name: 'host',
  title: 'This host alone, over its loopback',
  twin: false,
};
