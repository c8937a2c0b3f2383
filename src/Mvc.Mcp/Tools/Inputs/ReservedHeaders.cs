using Microsoft.OpenApi;
using Mvc.Mcp.Operations;
using Mvc.Mcp.Operations.Choice;
using Mvc.Mcp.Operations.Documents;
using Mvc.Mcp.Requests;

namespace Mvc.Mcp.Tools.Inputs;

/// <summary>
/// The headers that no argument sets: those that frame a message or say where it comes from, and those that are the caller's,
/// because they come from the MCP request or tell who calls.
/// </summary>
internal sealed class ReservedHeaders(McpOptions options, IReadOnlyList<CredentialUse> credentials)
{
    // OpenAPI ignores these as parameters: they belong to the caller or to the body.
    private static readonly string[] _ignored = ["Accept", "Authorization", "Content-Type"];

    // What an application calls a secret of its callers. Dashes and underscores do not count.
    private static readonly string[] _credentials =
    [
        "apikey", "apitoken", "apisecret", "authtoken", "authkey", "accesstoken", "accesskey", "refreshtoken", "subscriptionkey", "functionskey",
        "sessiontoken", "sessionid", "sessionkey", "securitytoken", "secret", "password", "passwd", "credential", "bearer", "jwt", "csrf", "xsrf",
        "requestverificationtoken",
    ];

    /// <summary>Whether the parameter is no argument.</summary>
    /// <param name="location">Where it goes.</param>
    /// <param name="name">Its name there.</param>
    /// <param name="parameter">What stands on it, if anything: an application may leave a header of the caller's to the model.</param>
    public bool Contain(ArgumentLocation location, string name, McpParameterAttribute? parameter) => location switch
    {
        ArgumentLocation.Header => IsFraming(name) || (IsCallers(name) && parameter is null && !IsFixed(name)),
        // Cookies go into one header.
        ArgumentLocation.Cookie => IsPropagated("Cookie"),
        _ => false,
    };

    /// <summary>Whether the header is the caller's to send: then only <see cref="McpParameterAttribute"/> makes it an argument.</summary>
    public bool IsCallers(string name) => IsPropagated(name) || IsCredential(name);

    /// <summary>Why an operation can be no tool: it cannot be called without such a header. Null where it can.</summary>
    public static Omission? ReasonToOmit(McpOptions options, ApiOperation operation)
    {
        var headers = new ReservedHeaders(options, DocumentSecurity.Of(operation, options.OpenApi));
        var action = new ActionParameters(operation.ApiDescription);
        foreach (var parameter in operation.OpenApi.Parameters ?? [])
        {
            if (parameter is not { In: ParameterLocation.Header, Name: { } name } || headers.ComesAlong(name))
                continue;
            var known = action.Find(name, inPath: false);
            if (!headers.Contain(ArgumentLocation.Header, name, ActionParameters.HintsOf(known)?.Parameter) ||
                !(parameter.Required || (known is not null && ActionParameters.IsRequired(known))))
            {
                continue;
            }
            return HeaderValue.IsReserved(name, options.ReservedHeaders)
                ? new Omission(
                    $"It requires the header {name}, which no tool call may set: it says who calls, from where, or how the message is framed.",
                    $"o.PropagatedHeaders.Add(\"{name}\"); takes it from the MCP request, or make it optional.")
                : new Omission(
                    $"It requires the header {name}, which by its name is a secret of the caller's and not for a model to give.",
                    $"o.PropagatedHeaders.Add(\"{name}\"); takes it from the MCP request, o.Fix(\"{name}\", …); sends one of the application's own, and [McpParameter] on the parameter makes it an argument.");
        }

        return null;
    }

    private bool ComesAlong(string name) =>
        IsPropagated(name) ||
        _ignored.Contains(name, StringComparer.OrdinalIgnoreCase) ||
        options.Forwarding?.SetHeaders.Contains(name) == true ||
        credentials.Any(credential => credential.Location == ParameterLocation.Header && credential.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    private bool IsFraming(string name) =>
        _ignored.Contains(name, StringComparer.OrdinalIgnoreCase) || HeaderValue.IsReserved(name, options.ReservedHeaders);

    private bool IsFixed(string name) => options.HiddenArguments.GetValueOrDefault(name) is not null;

    private bool IsPropagated(string name) => options.PropagatedHeaders.Contains(name, StringComparer.OrdinalIgnoreCase);

    private static bool IsCredential(string name)
    {
        var letters = name.Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal);
        return letters.Equals("token", StringComparison.OrdinalIgnoreCase) || letters.Equals("xtoken", StringComparison.OrdinalIgnoreCase) ||
            _credentials.Any(word => letters.Contains(word, StringComparison.OrdinalIgnoreCase));
    }
}
