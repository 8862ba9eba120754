/**
 * bgjobs as a library: the same parts that `bgjobs serve` is made of.
 *
 * - `createApp` puts everything together for a file: its `host` can be served over stdio and HTTP.
 * - `createServer` makes one MCP server object of a host, for a transport of your own.
 * - `loadConfig`, `compilePolicy` and `evaluate` decide on commands without running any.
 * - `createJobs` is the job table alone.
 *
 * Expected failures are `Result` values; what is thrown is a bug.
 * @packageDocumentation
 */
export { createApp, type App, type AppOptions } from './app/createApp.js';
export { NO_OVERRIDES, type Overrides } from './config/overrides.js';
export type { Config, Limits, ParamSpec, PolicySection, Profile } from './config/config.js';
export type { Diagnostic, SourceRange } from './config/diagnostic.js';
export { loadConfig, type LoadContext, type LoadResult } from './config/loadConfig.js';
export { renderDiagnostics } from './config/renderDiagnostics.js';
export { createJobs, type JobsOptions } from './jobs/createJobs.js';
export type { JobDetails, JobView, Outcome, Readiness, Status, SurvivorView } from './jobs/jobView.js';
export type { Jobs, OutputPage, WaitRequest, WaitResult } from './jobs/jobs.js';
export type { JobSettings } from './jobs/jobSettings.js';
export type { StartError, StartRequest } from './jobs/startRequest.js';
export { adhocSettings, profileSettings } from './jobs/settings.js';
export type { Result } from './lib/result.js';
export type { Host } from './mcp/host.js';
export { serveHttp, type HttpEndpoint, type HttpOptions, type HttpProblem } from './mcp/serveHttp.js';
export { createServer, type ServerOptions } from './mcp/server.js';
export { serveStdio, type StdioConnection } from './mcp/serveStdio.js';
export type { StdioStreams } from './mcp/stdioTransport.js';
export { approve, type Consent } from './policy/approve.js';
export type { ApprovedCommand } from './policy/approvedCommand.js';
export { approveProfile } from './policy/approveProfile.js';
export { compilePolicy } from './policy/compilePolicy.js';
export type { CompiledPolicy } from './policy/compiledPolicy.js';
export { describeDenial } from './policy/denial.js';
export { evaluate } from './policy/evaluate.js';
export type { CommandRequest, Decision, Evaluation, Finding } from './policy/evaluation.js';
export { evaluationView } from './policy/evaluationView.js';
export { localPolicyHost } from './policy/localPolicyHost.js';
export type { PolicyHost } from './policy/policyHost.js';
export type { FileStatus, Snapshot } from './policy/snapshot.js';
export { splitWords } from './policy/splitWords.js';
