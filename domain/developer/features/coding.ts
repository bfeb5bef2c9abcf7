import type { Feature } from './feature';

const GUIDE = 'https://docs.aws.amazon.com/amazonq/latest/qdeveloper-ug';
const READ = '2026-11-28';
const PLUGINS_END = '2027-04-30';
const CODEWHISPERER = 'https://aws.amazon.com/documentation-overview/codewhisperer';

/** Features in the editor. */
export const CODING_FEATURES: readonly Feature[] = [
  {
    name: 'Real-time suggestions',
    now: 'Inline suggestions of the plug-ins; chat, inline chat and agents came beside them.',
    infrastructure: 'No. Endpoint and egress rules decide whether the plug-in reaches the service at all.',
    otherwise: 'The developer turns them off in the plug-in. AWS offers no switch for single features.',
    enforced: 'client',
    source: `${GUIDE}/q-in-IDE.html`,
    ...{ read: READ, isVerified: true, ends: PLUGINS_END },
  },
  {
    name: 'Comment to code',
    now: 'The same inline suggestions: a comment is context like any other. Chat and inline chat take instructions.',
    infrastructure: 'No.',
    otherwise: 'Nothing to set.',
    enforced: 'nobody',
    source: CODEWHISPERER,
    ...{ read: READ, isVerified: true, ends: PLUGINS_END },
  },
  {
    name: 'Languages',
    now: 'Any language; best support for 21 languages and for CDK, Terraform, JSON and YAML. Code reviews and tests support fewer.',
    infrastructure: 'No.',
    otherwise: 'Nothing to set.',
    enforced: 'nobody',
    source: `${GUIDE}/q-language-ide-support.html`,
    ...{ read: READ, isVerified: true, ends: PLUGINS_END },
  },
  {
    name: 'Supported IDEs',
    now: 'VS Code, JetBrains, Eclipse and Visual Studio, each with other features. Kiro is an IDE and a command line of its own.',
    infrastructure: 'No.',
    otherwise: 'Device management and a list of allowed extensions.',
    enforced: 'client',
    source: `${GUIDE}/q-in-IDE.html`,
    ...{ read: READ, isVerified: true, ends: PLUGINS_END },
  },
  {
    name: 'Security scans',
    now: 'Code reviews: insecure code, secrets, infrastructure as code, dependencies, quality, risks of a deployment. Test code, open source code and other languages are left out.',
    infrastructure: 'No. The S3 bucket that receives the code is of AWS: the S3 endpoint policy must admit it.',
    otherwise: 'The developer starts a review, or turns on automatic ones. Block merges in your own pipeline.',
    enforced: 'client',
    source: `${GUIDE}/code-reviews.html`,
    ...{ read: READ, isVerified: true, ends: PLUGINS_END },
  },
  {
    name: 'Reference tracker with annotations',
    now: 'Suggestions that are like public code have a reference to it, shown in the reference log. An administrator can leave out such suggestions.',
    infrastructure: 'No. The metric AWS/Q SuggestionReferenceCount can have an alarm.',
    otherwise:
      'Console, for the profile: [runbook](runbooks/developer/code-references.md). Without an administrator, the developer in the plug-in.',
    enforced: 'not known',
    source: `${GUIDE}/code-reference.html`,
    ...{ read: READ, isVerified: true, ends: PLUGINS_END },
    open: 'Whether the service or the plug-in leaves them out; Visual Studio is not on the page.',
  },
  {
    name: 'Filtering of bias',
    now: 'People name it of CodeWhisperer. No page of CodeWhisperer or Amazon Q Developer that was read says it.',
    infrastructure: 'No.',
    otherwise: 'Nothing to set.',
    enforced: 'not known',
    source: CODEWHISPERER,
    ...{ read: READ, isVerified: false, open: 'That such a filter exists today.' },
  },
  {
    name: 'AWS API suggestions',
    now: 'Suggestions and chat know the APIs of AWS. In the console, chat also reads resources with the permissions of the caller.',
    infrastructure:
      'In the console: yes, `q:PassRequest` and `aws:CalledVia` in IAM policies, and an SCP ([organization](organization.md)). In the editor: no.',
    otherwise: 'Nothing to set in the editor.',
    enforced: 'server',
    source: `${GUIDE}/id-based-policy-examples-users.html`,
    ...{ read: '2026-11-23', isVerified: true },
  },
];
