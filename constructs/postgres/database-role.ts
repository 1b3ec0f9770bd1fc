import { Construct } from 'constructs';
import type { DatabaseRole as DatabaseRoleObject } from '../../imports/postgresql.cnpg.io/v1';
import { kubeObject } from '../core/kube-object';
import { NEVER_PRUNED } from '../core/protection';
import { accepted } from './accepted';
import { roleName } from './identifier/derived';
import { dependentName } from './naming/derived';
import type { PostgresCluster } from './postgres-cluster';

/** Settings of a {@link DatabaseRole}. There are none that make it a superuser, or let it make roles. */
export interface DatabaseRoleProps {
  readonly cluster: PostgresCluster;
  /**
   * Name of the `DatabaseRole` object, with the name of the cluster in it.
   *
   * @default - the name of the cluster, a hyphen and the construct's id
   */
  readonly name?: string;
  /**
   * Name inside PostgreSQL: at most 63 bytes; it cannot be changed.
   *
   * @default - the construct's id
   */
  readonly role?: string;
  /**
   * Name of a Secret of type `kubernetes.io/basic-auth` in the namespace of the cluster. Its `username` is the role; with
   * the label `cnpg.io/reload: "true"` a new password counts at once.
   *
   * @default - none: nobody logs in with a password
   */
  readonly passwordSecret?: string;
  /**
   * Whether somebody can log in as this role; others are granted it.
   *
   * @default - true with a password, false without
   */
  readonly login?: boolean;
  /**
   * Whether it may create databases.
   *
   * @default false
   */
  readonly createdb?: boolean;
  /**
   * Roles that it is a member of; memberships that are not here are taken away.
   *
   * @default - none
   */
  readonly inRoles?: readonly string[];
  /**
   * Most connections at a time.
   *
   * @default - no limit
   */
  readonly connectionLimit?: number;
  /** @default - none */
  readonly comment?: string;
}

/**
 * Defines a role of a PostgresCluster. It stays in PostgreSQL when the object goes, and Argo CD never deletes the object.
 *
 * A role that exists already is taken over: what is not said here goes back to its default.
 *
 * @throws SpecError `postgres/named-after-cluster` if the name does not say which cluster it belongs to.
 * @throws SpecError `postgres/identifier` if PostgreSQL or the operator keeps the role's name for itself, or it is too long.
 * @see https://cloudnative-pg.io/documentation/current/declarative_role_management/
 */
export class DatabaseRole extends Construct {
  /** Name of the `DatabaseRole` object. */
  public readonly name: string;
  /** Name inside PostgreSQL. */
  public readonly role: string;
  /** Name of the `Cluster` that it is a role of. */
  public readonly clusterName: string;

  constructor(scope: Construct, id: string, props: DatabaseRoleProps) {
    super(scope, id);
    const { cluster, name = `${cluster.name}-${id}`, role = id, passwordSecret, comment } = props;
    this.name = accepted(this, 'postgres/named-after-cluster', 'props.name', dependentName(name, cluster.name));
    this.role = accepted(this, 'postgres/identifier', 'props.role', roleName(role));
    this.clusterName = cluster.name;
    const { login = passwordSecret !== undefined, createdb = false, inRoles = [], connectionLimit } = props;
    kubeObject<DatabaseRoleObject>(this, 'Resource', {
      apiVersion: 'postgresql.cnpg.io/v1',
      kind: 'DatabaseRole',
      metadata: { name, namespace: cluster.namespace, annotations: NEVER_PRUNED },
      spec: {
        cluster: { name: cluster.name },
        name: role,
        login,
        createdb,
        superuser: false,
        databaseRoleReclaimPolicy: 'retain',
        ...(inRoles.length === 0 ? {} : { inRoles: [...inRoles] }),
        ...(passwordSecret === undefined ? {} : { passwordSecret: { name: passwordSecret } }),
        ...(connectionLimit === undefined ? {} : { connectionLimit }),
        ...(comment === undefined ? {} : { comment }),
      },
    });
  }
}
