/** An optional public prop without `@default` leaves the reader to find the effective value in the code. */
const optionalDefault = {
  meta: {
    type: 'suggestion',
    docs: { description: 'an optional property of an exported interface names its default' },
    messages: { missing: 'The optional property `{{name}}` needs a doc comment with `@default`.' },
    schema: [],
  },
  create(context) {
    const source = context.sourceCode;
    return {
      'ExportNamedDeclaration > TSInterfaceDeclaration > TSInterfaceBody > TSPropertySignature[optional=true]'(node) {
        const documented = source.getCommentsBefore(node).some((comment) => comment.value.includes('@default'));
        if (!documented) {
          context.report({ node, messageId: 'missing', data: { name: source.getText(node.key) } });
        }
      },
    };
  },
};

export const rackproofPlugin = { rules: { 'optional-default': optionalDefault } };
