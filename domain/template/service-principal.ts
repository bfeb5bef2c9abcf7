/** Suffixes of service principals: a Region of China has its own, and a template can leave the suffix to the deployment. */
const SUFFIX = /\.(amazonaws\.com(\.cn)?|<aws::urlsuffix>)$/;

/** Returns a service principal as the Regions of the partition `aws` have it, in small letters. */
export const servicePrincipal = (id: string): string => id.toLowerCase().replace(SUFFIX, '.amazonaws.com');

/** Returns the name of the service without Region and suffix, such as `transcribe.streaming`; `*` for every service. */
export const serviceOf = (id: string): string =>
  servicePrincipal(id)
    .replace(/\.amazonaws\.com$/, '')
    .replace(/\.(<aws::region>|[a-z]{2}(-[a-z]+)+-\d)$/, '');
