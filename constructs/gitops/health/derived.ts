/** The health of a kind that Argo CD has no check for, as Lua over `obj` that fills in `hs`. */
const CHECKS: Readonly<Record<string, string>> = {
  // Left out of Argo CD since 1.8. Without it every Application is Healthy at once, and no wave waits for the one before.
  // Argo CD takes one for healthy whose objects are missing, so what counts is that the sync came to its end; and one that was
  // just changed still shows the health of what it was.
  'argoproj.io_Application': `
local status = obj.status or {}
local operation = status.operationState or {}
local compared = ((status.sync or {}).comparedTo or {}).source or {}
local source = (obj.spec or {}).source or {}
if obj.operation ~= nil or operation.phase == nil or operation.phase == "Running" then
  hs.message = "a sync is running, or about to"
elseif operation.phase ~= "Succeeded" then
  hs.message = "the last sync ended with " .. operation.phase
elseif compared.targetRevision ~= source.targetRevision then
  hs.message = "the new revision is not looked at yet"
elseif status.health ~= nil and status.health.status ~= nil then
  hs.status = status.health.status
  hs.message = status.health.message or ""
end`,
  // A claim of a class that waits for the first pod is pending until there is one, which may be on Sunday.
  PersistentVolumeClaim: `
local phase = obj.status ~= nil and obj.status.phase or nil
if phase == "Lost" then
  hs.status = "Degraded"
  hs.message = "the volume is gone"
else
  hs.status = "Healthy"
  hs.message = phase == "Bound" and "" or "waits for its volume"
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
 * Entries of `argocd-cm` that teach Argo CD the health of what it does not know, or takes for something that waves would wait
 * for in vain.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/health/
 */
export const HEALTH_CHECKS: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(CHECKS).map(([kind, body]) => [
    `resource.customizations.health.${kind}`,
    `local hs = { status = "Progressing", message = "" }${body}\nreturn hs\n`,
  ]),
);
