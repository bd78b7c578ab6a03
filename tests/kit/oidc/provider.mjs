// A certified provider on this machine, for tests: whoever is hinted at signs in, and a test says in which groups they are.
// Reads its settings as JSON from the first argument; prints its address as soon as it answers.
import { createServer } from 'node:http'
import Provider from 'oidc-provider'

const told = JSON.parse(process.argv[2])
const people = {}
let next = {}

const server = createServer()
server.listen(0, '127.0.0.1', () => {
  const issuer = `http://127.0.0.1:${server.address().port}`
  const provider = new Provider(issuer, {
    clients: [{ client_id: told.client, client_secret: told.secret, redirect_uris: [told.back], token_endpoint_auth_method: told.how ?? 'client_secret_basic' }],
    claims: { openid: ['sub'], profile: ['name'], groups: ['groups'] },
    scopes: ['openid', 'profile', 'groups'],
    conformIdTokenClaims: told.claimsApart ?? false,
    cookies: { keys: ['of this test alone'] },
    features: { devInteractions: { enabled: false } },
    findAccount: (_context, sub) => ({ accountId: sub, claims: async () => ({ sub, ...people[sub] }) }),
    loadExistingGrant: async (context) => {
      const grant = new provider.Grant({ clientId: told.client, accountId: context.oidc.session.accountId })
      grant.addOIDCScope('openid profile groups')
      await grant.save()
      return grant
    }
  })
  provider.use(async (context, go) => {
    if (context.path === '/told') return people_told(context)
    if (context.path.startsWith('/interaction/')) {
      const details = await provider.interactionDetails(context.req, context.res)
      const login = { accountId: details.params.login_hint ?? next.who }
      context.respond = false
      return provider.interactionFinished(context.req, context.res, { login }, { mergeWithLastSubmission: false })
    }
    await go()
    if (context.path === '/token' && next.idToken != null && context.body?.id_token) {
      context.body = { ...context.body, id_token: next.idToken }
    }
  })
  server.on('request', provider.callback())
  console.log(issuer)
})

async function people_told (context) {
  const parts = []
  for await (const part of context.req) parts.push(part)
  const said = JSON.parse(Buffer.concat(parts).toString())
  Object.assign(people, said.people)
  next = { ...next, ...said.next }
  context.body = {}
}
