import { IncomingMessage, ServerResponse } from 'node:http';
import { Provider, errors } from 'oidc-provider';
import { readForm } from '../http/readForm';
import { DevPerson } from '../people';
import { errorPage } from '../pages/errorPage';
import { LoginPageOptions, loginPage } from '../pages/loginPage';
import { sendPage } from '../pages/sendPage';

/** What the interaction pages need. */
export interface InteractionContext {
  provider: Provider;
  people: readonly DevPerson[];
}

/**
 * Answers `/interaction/:uid`: shows the login page, checks the password, and
 * hands the outcome back to oidc-provider.
 */
export async function handleInteraction(
  request: IncomingMessage,
  response: ServerResponse,
  context: InteractionContext,
): Promise<void> {
  try {
    const { prompt, params } = await context.provider.interactionDetails(
      request,
      response,
    );
    if (prompt.name === 'consent') {
      await finish(request, response, context, { consent: {} });
      return;
    }
    if (request.method === 'POST') {
      await submit(request, response, context);
      return;
    }
    sendLogin(response, 200, {
      people: context.people,
      username: String(params.login_hint ?? ''),
    });
  } catch (error) {
    if (!(error instanceof errors.SessionNotFound)) {
      throw error;
    }
    sendPage(
      response,
      400,
      errorPage(
        'sign_in_expired',
        'This sign-in has ended or was started in another browser. Go back to the portal and start again.',
      ),
    );
  }
}

async function submit(
  request: IncomingMessage,
  response: ServerResponse,
  context: InteractionContext,
): Promise<void> {
  const form = await readForm(request);
  if (form.get('action') === 'cancel') {
    await finish(request, response, context, {
      error: 'access_denied',
      error_description: 'The sign-in was cancelled',
    });
    return;
  }
  const username = form.get('username')?.trim() ?? '';
  const person = context.people.find(
    one => one.username === username && one.password === form.get('password'),
  );
  if (!person) {
    sendLogin(response, 401, {
      people: context.people,
      username,
      failed: true,
    });
    return;
  }
  await finish(request, response, context, {
    login: { accountId: person.subject, amr: ['pwd'] },
  });
}

async function finish(
  request: IncomingMessage,
  response: ServerResponse,
  context: InteractionContext,
  result: Parameters<Provider['interactionFinished']>[2],
): Promise<void> {
  await context.provider.interactionFinished(request, response, result, {
    mergeWithLastSubmission: true,
  });
}

function sendLogin(
  response: ServerResponse,
  status: number,
  options: LoginPageOptions,
): void {
  sendPage(response, status, loginPage(options));
}
