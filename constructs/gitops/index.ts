export { Application, type ApplicationProps } from './application';
