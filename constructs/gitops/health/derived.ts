/** The health of a kind that Argo CD has no check for, as Lua over `obj` that fills in `hs`. */
const CHECKS: Readonly<Record<string, string>> = {
  // Left out of Argo CD since 1.8. Without it every Application is Healthy at once, and no wave waits for the one before.
  'argoproj.io_Application': `
local health = obj.status ~= nil and obj.status.health or nil
local operation = obj.status ~= nil and obj.status.operationState or nil
if obj.operation ~= nil or (operation ~= nil and operation.phase == "Running") then
  hs.message = "a sync is running"
elseif health ~= nil and health.status ~= nil then
  hs.status = health.status
  hs.message = health.message or ""
end`,
  'longhorn.io_BackupTarget': `
local url = obj.spec ~= nil and obj.spec.backupTargetURL or ""
if url == "" then
  hs.status = "Healthy"
  hs.message = "no target is set"
elseif obj.status ~= nil and obj.status.available ~= nil then
  hs.status = obj.status.available and "Healthy" or "Degraded"
  hs.message = obj.status.available and "" or "the target cannot be reached"
end`,
  'velero.io_BackupStorageLocation': `
local phase = obj.status ~= nil and obj.status.phase or nil
if phase ~= nil and phase ~= "" then
  hs.status = phase == "Available" and "Healthy" or "Degraded"
  hs.message = phase == "Available" and "" or (obj.status.message or phase)
end`,
  'velero.io_Schedule': `
local phase = obj.status ~= nil and obj.status.phase or nil
if phase == "Enabled" then
  hs.status = "Healthy"
elseif phase == "FailedValidation" then
  hs.status = "Degraded"
  hs.message = "the schedule was refused; no backup is made"
end`,
};

/**
 * Entries of `argocd-cm` that teach Argo CD the health of what it does not know: by default such objects are healthy as soon
 * as they exist.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/health/
 */
export const HEALTH_CHECKS: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(CHECKS).map(([kind, body]) => [
    `resource.customizations.health.${kind}`,
    `local hs = { status = "Progressing", message = "" }${body}\nreturn hs\n`,
  ]),
);
