import { buildCommands, buildFunctions } from '../../../tools/build.mjs';

// The tests see the bundles of this very source, never those of the last build.
export default () => Promise.all([buildCommands(), buildFunctions()]);
