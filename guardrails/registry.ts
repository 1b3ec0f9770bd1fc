// Written by `npm run registry` from the files below guardrails/: add a file there, not a line here.
import type { Rule } from './rule';
import certificatesCaNamespace from './certificates/ca-namespace';
import certificatesCertificate from './certificates/certificate';
import certificatesDuration from './certificates/duration';
import certificatesIssuerReference from './certificates/issuer-reference';
import certificatesNames from './certificates/names';
import certificatesSelfSignedAuthority from './certificates/self-signed-authority';
import gitopsAllowEmpty from './gitops/allow-empty';
import gitopsApplicationHealth from './gitops/application-health';
import gitopsApplicationName from './gitops/application-name';
import gitopsApplicationSet from './gitops/application-set';
import gitopsChartChoices from './gitops/chart-choices';
import gitopsChartReference from './gitops/chart-reference';
import gitopsChartResources from './gitops/chart-resources';
import gitopsChartRevision from './gitops/chart-revision';
import gitopsChartVersion from './gitops/chart-version';
import gitopsExcludedKind from './gitops/excluded-kind';
import gitopsKeptScope from './gitops/kept-scope';
import gitopsOutputPlace from './gitops/output-place';
import gitopsProjectPermits from './gitops/project-permits';
import gitopsProjectWildcard from './gitops/project-wildcard';
import gitopsServerSideApply from './gitops/server-side-apply';
import gitopsSharedObject from './gitops/shared-object';
import gitopsStateProtection from './gitops/state-protection';
import gitopsWaveCycle from './gitops/wave-cycle';
import gitopsWaveOrder from './gitops/wave-order';
import ingressAddressPool from './ingress/address-pool';
import ingressCertificateHost from './ingress/certificate-host';
import ingressCrossNamespace from './ingress/cross-namespace';
import ingressForeignAnnotation from './ingress/foreign-annotation';
import ingressGatewayDefinitions from './ingress/gateway-definitions';
import ingressGatewayListeners from './ingress/gateway-listeners';
import ingressGatewayRoute from './ingress/gateway-route';
import ingressIngressClass from './ingress/ingress-class';
import ingressLoadBalancer from './ingress/load-balancer';
import ingressMiddlewareReference from './ingress/middleware-reference';
import ingressOldTraefikGroup from './ingress/old-traefik-group';
import ingressRouteAllowFrom from './ingress/route-allow-from';
import ingressRouteAuth from './ingress/route-auth';
import ingressRouteBodyLimit from './ingress/route-body-limit';
import ingressRouteHost from './ingress/route-host';
import ingressRoutePath from './ingress/route-path';
import ingressRoutePlain from './ingress/route-plain';
import ingressRouteService from './ingress/route-service';
import ingressRouteTls from './ingress/route-tls';
import networkEndpointSliceAddress from './network/endpoint-slice-address';
import networkEndpointSliceHost from './network/endpoint-slice-host';
import networkEndpointSlicePorts from './network/endpoint-slice-ports';
import networkExternalHost from './network/external-host';
import observabilityMonitorSelected from './observability/monitor-selected';
import pgadminLogin from './pgadmin/login';
import pgadminServers from './pgadmin/servers';
import postgresBackup from './postgres/backup';
import postgresBackupInOwnCluster from './postgres/backup-in-own-cluster';
import postgresBackupMethod from './postgres/backup-method';
import postgresBackupSchedule from './postgres/backup-schedule';
import postgresCaSecret from './postgres/ca-secret';
import postgresClientSslmode from './postgres/client-sslmode';
import postgresClusterInName from './postgres/cluster-in-name';
import postgresConnectionReference from './postgres/connection-reference';
import postgresCredentials from './postgres/credentials';
import postgresDatabaseOwner from './postgres/database-owner';
import postgresDeclaredTwice from './postgres/declared-twice';
import postgresDeniedMinor from './postgres/denied-minor';
import postgresEndpoint from './postgres/endpoint';
import postgresFailureDomains from './postgres/failure-domains';
import postgresFixedParameters from './postgres/fixed-parameters';
import postgresGuaranteedQos from './postgres/guaranteed-qos';
import postgresIdentifier from './postgres/identifier';
import postgresIgnoredRetention from './postgres/ignored-retention';
import postgresImageFlavour from './postgres/image-flavour';
import postgresInTreeBackup from './postgres/in-tree-backup';
import postgresInstances from './postgres/instances';
import postgresKnownMinor from './postgres/known-minor';
import postgresKnownPoolerParameter from './postgres/known-pooler-parameter';
import postgresLimitRange from './postgres/limit-range';
import postgresMemory from './postgres/memory';
import postgresNamedAfterCluster from './postgres/named-after-cluster';
import postgresObjectStore from './postgres/object-store';
import postgresObjectStoreServerName from './postgres/object-store-server-name';
import postgresOneWalArchiver from './postgres/one-wal-archiver';
import postgresOutdatedMinor from './postgres/outdated-minor';
import postgresPinnedImage from './postgres/pinned-image';
import postgresPluginName from './postgres/plugin-name';
import postgresPluginNamespace from './postgres/plugin-namespace';
import postgresPluginServiceAccount from './postgres/plugin-service-account';
import postgresPodMonitor from './postgres/pod-monitor';
import postgresPodMonitorSelector from './postgres/pod-monitor-selector';
import postgresPoolerAuthentication from './postgres/pooler-authentication';
import postgresPoolerCertificate from './postgres/pooler-certificate';
import postgresPoolerName from './postgres/pooler-name';
import postgresPoolerParameter from './postgres/pooler-parameter';
import postgresPoolerResources from './postgres/pooler-resources';
import postgresPoolerTls from './postgres/pooler-tls';
import postgresPoolerType from './postgres/pooler-type';
import postgresReservedName from './postgres/reserved-name';
import postgresScheduledBackup from './postgres/scheduled-backup';
import postgresServerCertificate from './postgres/server-certificate';
import postgresServiceNames from './postgres/service-names';
import postgresSharedBuffers from './postgres/shared-buffers';
import postgresSharedBuffersShare from './postgres/shared-buffers-share';
import postgresSidecarResources from './postgres/sidecar-resources';
import postgresSingleInstancePdb from './postgres/single-instance-pdb';
import postgresSpread from './postgres/spread';
import postgresSslmode from './postgres/sslmode';
import postgresStorageReplicas from './postgres/storage-replicas';
import postgresStorageSize from './postgres/storage-size';
import postgresSupportedMajor from './postgres/supported-major';
import postgresSynchronousReplicas from './postgres/synchronous-replicas';
import proxmoxBackupContent from './proxmox/backup-content';
import proxmoxCalendarEvent from './proxmox/calendar-event';
import proxmoxCompression from './proxmox/compression';
import proxmoxDeleteBeforeReplace from './proxmox/delete-before-replace';
import proxmoxExperimentalVm from './proxmox/experimental-vm';
import proxmoxExplicitProvider from './proxmox/explicit-provider';
import proxmoxFingerprint from './proxmox/fingerprint';
import proxmoxHttpsEndpoint from './proxmox/https-endpoint';
import proxmoxIdentifiers from './proxmox/identifiers';
import proxmoxJobDependsOnStorage from './proxmox/job-depends-on-storage';
import proxmoxJobSelection from './proxmox/job-selection';
import proxmoxLegacyClass from './proxmox/legacy-class';
import proxmoxOneRetentionOwner from './proxmox/one-retention-owner';
import proxmoxTargetIsPbs from './proxmox/target-is-pbs';
import proxmoxTokenId from './proxmox/token-id';
import proxmoxVerifiedTls from './proxmox/verified-tls';
import renderChartToJson from './render/chart-to-json';
import renderDependencyCycle from './render/dependency-cycle';
import renderDependencyOutside from './render/dependency-outside';
import renderIncludeChanged from './render/include-changed';
import renderIncludeNetwork from './render/include-network';
import renderIncludeOutside from './render/include-outside';
import renderIncludeYaml from './render/include-yaml';
import renderObjectFailed from './render/object-failed';
import renderPartFailed from './render/part-failed';
import renderPatchWithoutEffect from './render/patch-without-effect';
import renderStockInclude from './render/stock-include';
import renderUnrenderable from './render/unrenderable';
import renderValidation from './render/validation';
import secretsCertificate from './secrets/certificate';
import secretsCiphertext from './secrets/ciphertext';
import secretsClusterWide from './secrets/cluster-wide';
import secretsController from './secrets/controller';
import secretsOneOwner from './secrets/one-owner';
import secretsScope from './secrets/scope';
import secretsSealedPlace from './secrets/sealed-place';
import secretsSealedSecret from './secrets/sealed-secret';
import secretsSealingCertificate from './secrets/sealing-certificate';
import secretsSealingRequest from './secrets/sealing-request';
import secretsTemplateScope from './secrets/template-scope';
import secretsTypedKeys from './secrets/typed-keys';
import siteAddress from './site/address';
import siteAddressOutsideNetwork from './site/address-outside-network';
import siteCertificateDate from './site/certificate-date';
import siteCidr from './site/cidr';
import siteControlPlane from './site/control-plane';
import siteDatabaseBackup from './site/database-backup';
import siteDatastorePath from './site/datastore-path';
import siteDeliveredBy from './site/delivered-by';
import siteDomain from './site/domain';
import siteDuplicateAddress from './site/duplicate-address';
import siteDuplicateName from './site/duplicate-name';
import siteDuplicateVmId from './site/duplicate-vm-id';
import siteEndOfLife from './site/end-of-life';
import siteEvenControlPlane from './site/even-control-plane';
import siteExternal from './site/external';
import siteFailureDomains from './site/failure-domains';
import siteFingerprint from './site/fingerprint';
import siteGateway from './site/gateway';
import siteGitopsPath from './site/gitops-path';
import siteGitopsRepo from './site/gitops-repo';
import siteGitopsRevision from './site/gitops-revision';
import siteImplausibleSize from './site/implausible-size';
import siteLoadBalancerAddress from './site/load-balancer-address';
import siteName from './site/name';
import siteOverlappingCidrs from './site/overlapping-cidrs';
import sitePgadminCluster from './site/pgadmin-cluster';
import sitePlatformNeeds from './site/platform-needs';
import sitePlatformSetting from './site/platform-setting';
import sitePort from './site/port';
import siteQuantity from './site/quantity';
import siteReservedAddress from './site/reserved-address';
import siteReservedNamespace from './site/reserved-namespace';
import siteSealedData from './site/sealed-data';
import siteShape from './site/shape';
import siteTopologyLabels from './site/topology-labels';
import siteUnknownDatastore from './site/unknown-datastore';
import siteUnknownReference from './site/unknown-reference';
import siteUnknownS3Flavour from './site/unknown-s3-flavour';
import siteUnknownVersion from './site/unknown-version';
import siteUnmaintainedS3Server from './site/unmaintained-s3-server';
import siteUnused from './site/unused';
import siteVlan from './site/vlan';
import siteVmId from './site/vm-id';
import siteWrongRole from './site/wrong-role';
import stackDuplicateName from './stack/duplicate-name';
import stackDuplicateStack from './stack/duplicate-stack';
import stackForeignReference from './stack/foreign-reference';
import stackLiteralReference from './stack/literal-reference';
import stackMissingConfiguration from './stack/missing-configuration';
import stackNotAProvider from './stack/not-a-provider';
import stackOutside from './stack/outside';
import stackPlaintextConfiguration from './stack/plaintext-configuration';
import stackStackName from './stack/stack-name';
import stackUnknown from './stack/unknown';
import stackUnknownType from './stack/unknown-type';
import stackUnrepresentableInput from './stack/unrepresentable-input';
import storageForeignProvisioner from './storage/foreign-provisioner';
import storageLonghornParameters from './storage/longhorn-parameters';
import storageNfsVolume from './storage/nfs-volume';
import storageOneDefaultClass from './storage/one-default-class';
import storageParametersStrings from './storage/parameters-strings';
import storageProvisioner from './storage/provisioner';
import storageReplicas from './storage/replicas';
import storageSnapshotClassType from './storage/snapshot-class-type';
import storageStorageClass from './storage/storage-class';
import storageStrictLocalReplicas from './storage/strict-local-replicas';
import storageStrictLocalTopology from './storage/strict-local-topology';
import structureAnnotation from './structure/annotation';
import structureApiVersion from './structure/api-version';
import structureApplySize from './structure/apply-size';
import structureCrd from './structure/crd';
import structureCron from './structure/cron';
import structureIdentity from './structure/identity';
import structureImage from './structure/image';
import structureLabel from './structure/label';
import structureName from './structure/name';
import structureNamespace from './structure/namespace';
import structureNotJudged from './structure/not-judged';
import structurePlaintextSecret from './structure/plaintext-secret';
import structurePodSecurity from './structure/pod-security';
import structurePodSecurityLevel from './structure/pod-security-level';
import structurePort from './structure/port';
import structureQuantity from './structure/quantity';
import structureReference from './structure/reference';
import structureSchema from './structure/schema';
import structureScriptLineEndings from './structure/script-line-endings';
import structureSelector from './structure/selector';
import structureSize from './structure/size';
import structureText from './structure/text';
import structureVolumeMount from './structure/volume-mount';
import structureWaiver from './structure/waiver';
import writerBrokenInventory from './writer/broken-inventory';
import writerForeignFile from './writer/foreign-file';
import writerIo from './writer/io';
import writerLocked from './writer/locked';
import writerOtherSite from './writer/other-site';
import writerRefusedTarget from './writer/refused-target';
import writerSymlinkInside from './writer/symlink-inside';
import writerSymlinkedTarget from './writer/symlinked-target';
import writerUnadopted from './writer/unadopted';
import writerUnsafePath from './writer/unsafe-path';

/** Every rule by its id, in code-point order. */
export const RULES: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  ['certificates/ca-namespace', certificatesCaNamespace],
  ['certificates/certificate', certificatesCertificate],
  ['certificates/duration', certificatesDuration],
  ['certificates/issuer-reference', certificatesIssuerReference],
  ['certificates/names', certificatesNames],
  ['certificates/self-signed-authority', certificatesSelfSignedAuthority],
  ['gitops/allow-empty', gitopsAllowEmpty],
  ['gitops/application-health', gitopsApplicationHealth],
  ['gitops/application-name', gitopsApplicationName],
  ['gitops/application-set', gitopsApplicationSet],
  ['gitops/chart-choices', gitopsChartChoices],
  ['gitops/chart-reference', gitopsChartReference],
  ['gitops/chart-resources', gitopsChartResources],
  ['gitops/chart-revision', gitopsChartRevision],
  ['gitops/chart-version', gitopsChartVersion],
  ['gitops/excluded-kind', gitopsExcludedKind],
  ['gitops/kept-scope', gitopsKeptScope],
  ['gitops/output-place', gitopsOutputPlace],
  ['gitops/project-permits', gitopsProjectPermits],
  ['gitops/project-wildcard', gitopsProjectWildcard],
  ['gitops/server-side-apply', gitopsServerSideApply],
  ['gitops/shared-object', gitopsSharedObject],
  ['gitops/state-protection', gitopsStateProtection],
  ['gitops/wave-cycle', gitopsWaveCycle],
  ['gitops/wave-order', gitopsWaveOrder],
  ['ingress/address-pool', ingressAddressPool],
  ['ingress/certificate-host', ingressCertificateHost],
  ['ingress/cross-namespace', ingressCrossNamespace],
  ['ingress/foreign-annotation', ingressForeignAnnotation],
  ['ingress/gateway-definitions', ingressGatewayDefinitions],
  ['ingress/gateway-listeners', ingressGatewayListeners],
  ['ingress/gateway-route', ingressGatewayRoute],
  ['ingress/ingress-class', ingressIngressClass],
  ['ingress/load-balancer', ingressLoadBalancer],
  ['ingress/middleware-reference', ingressMiddlewareReference],
  ['ingress/old-traefik-group', ingressOldTraefikGroup],
  ['ingress/route-allow-from', ingressRouteAllowFrom],
  ['ingress/route-auth', ingressRouteAuth],
  ['ingress/route-body-limit', ingressRouteBodyLimit],
  ['ingress/route-host', ingressRouteHost],
  ['ingress/route-path', ingressRoutePath],
  ['ingress/route-plain', ingressRoutePlain],
  ['ingress/route-service', ingressRouteService],
  ['ingress/route-tls', ingressRouteTls],
  ['network/endpoint-slice-address', networkEndpointSliceAddress],
  ['network/endpoint-slice-host', networkEndpointSliceHost],
  ['network/endpoint-slice-ports', networkEndpointSlicePorts],
  ['network/external-host', networkExternalHost],
  ['observability/monitor-selected', observabilityMonitorSelected],
  ['pgadmin/login', pgadminLogin],
  ['pgadmin/servers', pgadminServers],
  ['postgres/backup', postgresBackup],
  ['postgres/backup-in-own-cluster', postgresBackupInOwnCluster],
  ['postgres/backup-method', postgresBackupMethod],
  ['postgres/backup-schedule', postgresBackupSchedule],
  ['postgres/ca-secret', postgresCaSecret],
  ['postgres/client-sslmode', postgresClientSslmode],
  ['postgres/cluster-in-name', postgresClusterInName],
  ['postgres/connection-reference', postgresConnectionReference],
  ['postgres/credentials', postgresCredentials],
  ['postgres/database-owner', postgresDatabaseOwner],
  ['postgres/declared-twice', postgresDeclaredTwice],
  ['postgres/denied-minor', postgresDeniedMinor],
  ['postgres/endpoint', postgresEndpoint],
  ['postgres/failure-domains', postgresFailureDomains],
  ['postgres/fixed-parameters', postgresFixedParameters],
  ['postgres/guaranteed-qos', postgresGuaranteedQos],
  ['postgres/identifier', postgresIdentifier],
  ['postgres/ignored-retention', postgresIgnoredRetention],
  ['postgres/image-flavour', postgresImageFlavour],
  ['postgres/in-tree-backup', postgresInTreeBackup],
  ['postgres/instances', postgresInstances],
  ['postgres/known-minor', postgresKnownMinor],
  ['postgres/known-pooler-parameter', postgresKnownPoolerParameter],
  ['postgres/limit-range', postgresLimitRange],
  ['postgres/memory', postgresMemory],
  ['postgres/named-after-cluster', postgresNamedAfterCluster],
  ['postgres/object-store', postgresObjectStore],
  ['postgres/object-store-server-name', postgresObjectStoreServerName],
  ['postgres/one-wal-archiver', postgresOneWalArchiver],
  ['postgres/outdated-minor', postgresOutdatedMinor],
  ['postgres/pinned-image', postgresPinnedImage],
  ['postgres/plugin-name', postgresPluginName],
  ['postgres/plugin-namespace', postgresPluginNamespace],
  ['postgres/plugin-service-account', postgresPluginServiceAccount],
  ['postgres/pod-monitor', postgresPodMonitor],
  ['postgres/pod-monitor-selector', postgresPodMonitorSelector],
  ['postgres/pooler-authentication', postgresPoolerAuthentication],
  ['postgres/pooler-certificate', postgresPoolerCertificate],
  ['postgres/pooler-name', postgresPoolerName],
  ['postgres/pooler-parameter', postgresPoolerParameter],
  ['postgres/pooler-resources', postgresPoolerResources],
  ['postgres/pooler-tls', postgresPoolerTls],
  ['postgres/pooler-type', postgresPoolerType],
  ['postgres/reserved-name', postgresReservedName],
  ['postgres/scheduled-backup', postgresScheduledBackup],
  ['postgres/server-certificate', postgresServerCertificate],
  ['postgres/service-names', postgresServiceNames],
  ['postgres/shared-buffers', postgresSharedBuffers],
  ['postgres/shared-buffers-share', postgresSharedBuffersShare],
  ['postgres/sidecar-resources', postgresSidecarResources],
  ['postgres/single-instance-pdb', postgresSingleInstancePdb],
  ['postgres/spread', postgresSpread],
  ['postgres/sslmode', postgresSslmode],
  ['postgres/storage-replicas', postgresStorageReplicas],
  ['postgres/storage-size', postgresStorageSize],
  ['postgres/supported-major', postgresSupportedMajor],
  ['postgres/synchronous-replicas', postgresSynchronousReplicas],
  ['proxmox/backup-content', proxmoxBackupContent],
  ['proxmox/calendar-event', proxmoxCalendarEvent],
  ['proxmox/compression', proxmoxCompression],
  ['proxmox/delete-before-replace', proxmoxDeleteBeforeReplace],
  ['proxmox/experimental-vm', proxmoxExperimentalVm],
  ['proxmox/explicit-provider', proxmoxExplicitProvider],
  ['proxmox/fingerprint', proxmoxFingerprint],
  ['proxmox/https-endpoint', proxmoxHttpsEndpoint],
  ['proxmox/identifiers', proxmoxIdentifiers],
  ['proxmox/job-depends-on-storage', proxmoxJobDependsOnStorage],
  ['proxmox/job-selection', proxmoxJobSelection],
  ['proxmox/legacy-class', proxmoxLegacyClass],
  ['proxmox/one-retention-owner', proxmoxOneRetentionOwner],
  ['proxmox/target-is-pbs', proxmoxTargetIsPbs],
  ['proxmox/token-id', proxmoxTokenId],
  ['proxmox/verified-tls', proxmoxVerifiedTls],
  ['render/chart-to-json', renderChartToJson],
  ['render/dependency-cycle', renderDependencyCycle],
  ['render/dependency-outside', renderDependencyOutside],
  ['render/include-changed', renderIncludeChanged],
  ['render/include-network', renderIncludeNetwork],
  ['render/include-outside', renderIncludeOutside],
  ['render/include-yaml', renderIncludeYaml],
  ['render/object-failed', renderObjectFailed],
  ['render/part-failed', renderPartFailed],
  ['render/patch-without-effect', renderPatchWithoutEffect],
  ['render/stock-include', renderStockInclude],
  ['render/unrenderable', renderUnrenderable],
  ['render/validation', renderValidation],
  ['secrets/certificate', secretsCertificate],
  ['secrets/ciphertext', secretsCiphertext],
  ['secrets/cluster-wide', secretsClusterWide],
  ['secrets/controller', secretsController],
  ['secrets/one-owner', secretsOneOwner],
  ['secrets/scope', secretsScope],
  ['secrets/sealed-place', secretsSealedPlace],
  ['secrets/sealed-secret', secretsSealedSecret],
  ['secrets/sealing-certificate', secretsSealingCertificate],
  ['secrets/sealing-request', secretsSealingRequest],
  ['secrets/template-scope', secretsTemplateScope],
  ['secrets/typed-keys', secretsTypedKeys],
  ['site/address', siteAddress],
  ['site/address-outside-network', siteAddressOutsideNetwork],
  ['site/certificate-date', siteCertificateDate],
  ['site/cidr', siteCidr],
  ['site/control-plane', siteControlPlane],
  ['site/database-backup', siteDatabaseBackup],
  ['site/datastore-path', siteDatastorePath],
  ['site/delivered-by', siteDeliveredBy],
  ['site/domain', siteDomain],
  ['site/duplicate-address', siteDuplicateAddress],
  ['site/duplicate-name', siteDuplicateName],
  ['site/duplicate-vm-id', siteDuplicateVmId],
  ['site/end-of-life', siteEndOfLife],
  ['site/even-control-plane', siteEvenControlPlane],
  ['site/external', siteExternal],
  ['site/failure-domains', siteFailureDomains],
  ['site/fingerprint', siteFingerprint],
  ['site/gateway', siteGateway],
  ['site/gitops-path', siteGitopsPath],
  ['site/gitops-repo', siteGitopsRepo],
  ['site/gitops-revision', siteGitopsRevision],
  ['site/implausible-size', siteImplausibleSize],
  ['site/load-balancer-address', siteLoadBalancerAddress],
  ['site/name', siteName],
  ['site/overlapping-cidrs', siteOverlappingCidrs],
  ['site/pgadmin-cluster', sitePgadminCluster],
  ['site/platform-needs', sitePlatformNeeds],
  ['site/platform-setting', sitePlatformSetting],
  ['site/port', sitePort],
  ['site/quantity', siteQuantity],
  ['site/reserved-address', siteReservedAddress],
  ['site/reserved-namespace', siteReservedNamespace],
  ['site/sealed-data', siteSealedData],
  ['site/shape', siteShape],
  ['site/topology-labels', siteTopologyLabels],
  ['site/unknown-datastore', siteUnknownDatastore],
  ['site/unknown-reference', siteUnknownReference],
  ['site/unknown-s3-flavour', siteUnknownS3Flavour],
  ['site/unknown-version', siteUnknownVersion],
  ['site/unmaintained-s3-server', siteUnmaintainedS3Server],
  ['site/unused', siteUnused],
  ['site/vlan', siteVlan],
  ['site/vm-id', siteVmId],
  ['site/wrong-role', siteWrongRole],
  ['stack/duplicate-name', stackDuplicateName],
  ['stack/duplicate-stack', stackDuplicateStack],
  ['stack/foreign-reference', stackForeignReference],
  ['stack/literal-reference', stackLiteralReference],
  ['stack/missing-configuration', stackMissingConfiguration],
  ['stack/not-a-provider', stackNotAProvider],
  ['stack/outside', stackOutside],
  ['stack/plaintext-configuration', stackPlaintextConfiguration],
  ['stack/stack-name', stackStackName],
  ['stack/unknown', stackUnknown],
  ['stack/unknown-type', stackUnknownType],
  ['stack/unrepresentable-input', stackUnrepresentableInput],
  ['storage/foreign-provisioner', storageForeignProvisioner],
  ['storage/longhorn-parameters', storageLonghornParameters],
  ['storage/nfs-volume', storageNfsVolume],
  ['storage/one-default-class', storageOneDefaultClass],
  ['storage/parameters-strings', storageParametersStrings],
  ['storage/provisioner', storageProvisioner],
  ['storage/replicas', storageReplicas],
  ['storage/snapshot-class-type', storageSnapshotClassType],
  ['storage/storage-class', storageStorageClass],
  ['storage/strict-local-replicas', storageStrictLocalReplicas],
  ['storage/strict-local-topology', storageStrictLocalTopology],
  ['structure/annotation', structureAnnotation],
  ['structure/api-version', structureApiVersion],
  ['structure/apply-size', structureApplySize],
  ['structure/crd', structureCrd],
  ['structure/cron', structureCron],
  ['structure/identity', structureIdentity],
  ['structure/image', structureImage],
  ['structure/label', structureLabel],
  ['structure/name', structureName],
  ['structure/namespace', structureNamespace],
  ['structure/not-judged', structureNotJudged],
  ['structure/plaintext-secret', structurePlaintextSecret],
  ['structure/pod-security', structurePodSecurity],
  ['structure/pod-security-level', structurePodSecurityLevel],
  ['structure/port', structurePort],
  ['structure/quantity', structureQuantity],
  ['structure/reference', structureReference],
  ['structure/schema', structureSchema],
  ['structure/script-line-endings', structureScriptLineEndings],
  ['structure/selector', structureSelector],
  ['structure/size', structureSize],
  ['structure/text', structureText],
  ['structure/volume-mount', structureVolumeMount],
  ['structure/waiver', structureWaiver],
  ['writer/broken-inventory', writerBrokenInventory],
  ['writer/foreign-file', writerForeignFile],
  ['writer/io', writerIo],
  ['writer/locked', writerLocked],
  ['writer/other-site', writerOtherSite],
  ['writer/refused-target', writerRefusedTarget],
  ['writer/symlink-inside', writerSymlinkInside],
  ['writer/symlinked-target', writerSymlinkedTarget],
  ['writer/unadopted', writerUnadopted],
  ['writer/unsafe-path', writerUnsafePath],
]);
