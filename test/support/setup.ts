// The bundled CloudFormation validator costs seconds per process; test/templates.test.ts runs it once, on purpose.
process.env.CDK_VALIDATION = 'false';
