import type { Inspection } from '../inspection';
import { pass, warn } from '../inspection-result';

/** Compares the Region of the row with the Region of other AWS tools, which use the environment. */
export const REGION_INSPECTION: Inspection = {
  id: 'region',
  title: 'region',
  inspect: ({ config: { region }, configuredRegion, deployment }) => {
    const finding =
      configuredRegion === undefined || configuredRegion === region
        ? pass(`${region} is enabled for this account`)
        : warn(`${deployment} deploys to ${region}; your environment or profile names ${configuredRegion}`, {
            say: 'The stacks use the Region of the row. For `aws` commands:',
            run: `export AWS_REGION=${region}`,
          });
    return Promise.resolve([finding]);
  },
};
