using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Mvc.Mcp.Execution.InProcess;

/// <summary>
/// Gives each context its own authentication handlers. The framework's provider has one set for a scope, and a tool call
/// shares the scope of the MCP request: a challenge in a call would write its 401 into the answer to the MCP request.
/// </summary>
internal sealed class CallAuthenticationHandlerProvider(IAuthenticationSchemeProvider schemes) : IAuthenticationHandlerProvider
{
    private readonly Dictionary<(HttpContext Context, string Scheme), IAuthenticationHandler> _handlers = [];

    /// <inheritdoc />
    public async Task<IAuthenticationHandler?> GetHandlerAsync(HttpContext context, string authenticationScheme)
    {
        lock (_handlers)
        {
            if (_handlers.TryGetValue((context, authenticationScheme), out var known))
                return known;
        }

        if (await schemes.GetSchemeAsync(authenticationScheme) is not { } scheme)
            return null;
        if (context.RequestServices.GetService(scheme.HandlerType) is not IAuthenticationHandler handler)
            handler = (IAuthenticationHandler)ActivatorUtilities.CreateInstance(context.RequestServices, scheme.HandlerType);
        await handler.InitializeAsync(scheme, context);
        if (context.Features.Get<IToolCallFeature>() is { AuthenticatesItself: false } call)
        {
            var authenticator = call.Caller is { } caller
                // The one that has read the credentials of the MCP request, and need not read them again.
                ? await caller.RequestServices.GetRequiredService<IAuthenticationHandlerProvider>().GetHandlerAsync(caller, authenticationScheme)
                : new KnownUserAuthentication(call.Message.User, authenticationScheme);
            handler = CallAuthenticationHandler.Create(authenticator ?? handler, handler);
        }

        lock (_handlers)
            _handlers[(context, authenticationScheme)] = handler;
        return handler;
    }
}
