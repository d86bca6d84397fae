module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  overrides: [
    {
      // Tests that other packages call.
      files: ['src/testUtils/**'],
      rules: { 'jest/no-export': 'off', 'jest/no-conditional-expect': 'off' },
    },
  ],
});
