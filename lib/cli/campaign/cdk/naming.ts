import { ToolkitError } from '@aws-cdk/toolkit-lib';
import { credentialsLacking } from '../../doctor/aws/trouble.ts';
import { CredentialsLacking } from '../ports.ts';

/** Tells a want of credentials from all other trouble, and trouble in one line. */
export async function naming<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
      // A stack's own failure may speak of expired things too.
      if (ToolkitError.isDeploymentError(cause)) break;
      const lacking = credentialsLacking(cause);
      if (lacking) throw new CredentialsLacking(lacking.found, lacking.remedy, { cause: error });
    }
    const message = error instanceof Error ? error.message : String(error);
    throw new Error(message.trim().replaceAll(/\s*\n\s*/g, '; '), { cause: error });
  }
}
