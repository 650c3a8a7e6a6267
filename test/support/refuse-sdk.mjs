// For processes that must do without AWS's SDK: it is big, and slow to load.
import { registerHooks } from 'node:module';

registerHooks({
  resolve(specifier, context, next) {
    if (specifier.startsWith('@aws-sdk/')) throw new Error(`the SDK was asked for: ${specifier}`);
    return next(specifier, context);
  },
});
