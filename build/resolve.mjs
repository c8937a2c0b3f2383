// Lets a script anywhere in the repository import the packages installed here: node --import build/resolve.mjs script.mjs
import { registerHooks } from 'node:module';

registerHooks({
  resolve(specifier, context, next) {
    const isPackage = !/^(\.|\/|node:|file:|data:)/.test(specifier);
    const fromRepository = !context.parentURL?.includes('/node_modules/');
    return next(specifier, isPackage && fromRepository ? { ...context, parentURL: import.meta.url } : context);
  },
});
