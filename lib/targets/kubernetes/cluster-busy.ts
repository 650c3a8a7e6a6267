import { InputError } from '../../domain/input-error.ts';

/** Another run measures in the cluster: waiting helps. */
export class ClusterBusy extends InputError {}
