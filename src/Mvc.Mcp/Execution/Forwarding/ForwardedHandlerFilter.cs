using Microsoft.Extensions.Http;
using Mvc.Mcp.Operations.Documents;

namespace Mvc.Mcp.Execution.Forwarding;

/// <summary>
/// Takes from forwarded clients what a handler that serves many callers must not do: keep the cookies that the API gave one
/// of them for the next, and follow a redirect that is the tool's result.
/// </summary>
internal sealed class ForwardedHandlerFilter(ForwardedClientNames names) : IHttpMessageHandlerBuilderFilter
{
    /// <inheritdoc />
    public Action<HttpMessageHandlerBuilder> Configure(Action<HttpMessageHandlerBuilder> next) => builder =>
    {
        next(builder);
        if (!names.Contains(builder.Name))
            return;
        switch (builder.PrimaryHandler)
        {
            case SocketsHttpHandler sockets:
                sockets.UseCookies = false;
                sockets.AllowAutoRedirect = false;
                break;
            case HttpClientHandler handler:
                handler.UseCookies = false;
                handler.AllowAutoRedirect = false;
                break;
            // Any other handler is the application's own and keeps neither.
        }
    };
}
