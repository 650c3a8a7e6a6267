import { type DeploymentConfig, parseDeploymentConfig } from '../domain/deployment-config.ts';
import { InputError } from '../domain/input-error.ts';

/** Options that stand for keys of the deployment's config, as they were typed. */
export interface ImageOptions {
  readonly images?: string;
  readonly registryMirrors?: string;
}

/**
 * Images and mirrors, with the same rules as in the deployment's config.
 * @throws InputError that names the flag
 */
export function readImageOptions({
  images,
  registryMirrors,
}: ImageOptions): Pick<DeploymentConfig, 'images' | 'registryMirrors'> {
  try {
    return parseDeploymentConfig({ images, registryMirrors });
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new InputError(`--${error.message.replace(/^registryMirrors/, 'registry-mirrors')}`);
  }
}
