import '@testing-library/jest-dom';

// Whole pages are slow to draw without a browser.
jest.setTimeout(60_000);
