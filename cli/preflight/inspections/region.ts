import { pass, warn } from '../finding';
import type { Check } from '../inspection';

/** Every stack names its Region; commands that are typed beside them take it from the environment. */
export const REGION_CHECK: Check = {
  id: 'region',
  title: 'region',
  run: ({ config: { region }, configuredRegion, deployment }) => {
    const finding =
      configuredRegion === undefined || configuredRegion === region
        ? pass(`${region} is enabled for this account`)
        : warn(`${deployment} deploys to ${region}; your environment or profile names ${configuredRegion}`, {
            say: 'The stacks go to the Region of the row. For `aws` commands beside them:',
            run: `export AWS_REGION=${region}`,
          });
    return Promise.resolve([finding]);
  },
};
