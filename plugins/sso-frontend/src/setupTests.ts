import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// Whole pages are slow to draw without a browser.
jest.setTimeout(60_000);
configure({ asyncUtilTimeout: 10_000 });
