/** Tag of everything that is made for a deployment; its value is the name of the row. */
export const DEPLOYMENT_TAG = 'private-bedrock:deployment';

/** Tag of a session; its value is the audience whose documents the session sees. */
export const AUDIENCE_TAG = 'private-bedrock:audience';

/** Tag of a session of a clinician; its value is the clinician id, below which the session's objects are. */
export const CLINICIAN_TAG = 'private-bedrock:clinician';

/** Tag of an application inference profile, to allocate costs by; its value is the name of the team. */
export const TEAM_TAG = 'private-bedrock:team';
