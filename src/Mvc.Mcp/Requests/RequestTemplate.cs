using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;

namespace Mvc.Mcp.Requests;

/// <summary>
/// Everything about the HTTP request of a tool call that can be known before the call. Made once with the tool, so that
/// a call does no reflection and no schema walk.
/// </summary>
internal sealed class RequestTemplate
{
    /// <summary>Makes the plan of a request.</summary>
    /// <param name="method">The HTTP method in upper case.</param>
    /// <param name="pathTemplate">The path with a leading slash and each value as <c>{name}</c>: no constraint, no default.</param>
    /// <param name="arguments">The tool's arguments, in the order of its input schema.</param>
    /// <param name="body">How the body is composed; null where the request has none.</param>
    public RequestTemplate(string method, string pathTemplate, IReadOnlyList<ArgumentBinding> arguments, BodyTemplate? body)
    {
        Method = method;
        PathTemplate = pathTemplate;
        Path = Requests.PathTemplate.Parse(pathTemplate);
        Arguments = [.. arguments];
        ByName = arguments.ToFrozenDictionary(argument => argument.Name, StringComparer.Ordinal);
        Body = body;
    }

    /// <summary>The HTTP method in upper case.</summary>
    public string Method { get; }

    /// <summary>The path with a leading slash and each value as <c>{name}</c>, where name is an argument's <see cref="ArgumentBinding.WireName"/>.</summary>
    public string PathTemplate { get; }

    /// <summary>The same taken apart.</summary>
    public PathTemplate Path { get; }

    /// <summary>The tool's arguments, in the order of its input schema.</summary>
    public ImmutableArray<ArgumentBinding> Arguments { get; }

    /// <summary>The same by argument name.</summary>
    public FrozenDictionary<string, ArgumentBinding> ByName { get; }

    /// <summary>How the body is composed; null where the request has none.</summary>
    public BodyTemplate? Body { get; }

    /// <summary>Which media types the API is asked to answer in; null where that is not asked.</summary>
    public string? Accept { get; init; }

    /// <summary>What is sent with every call, whatever the client says.</summary>
    public IReadOnlyList<(ArgumentBinding Argument, JsonElement Value)> Fixed { get; init; } = [];

    /// <summary>Whether the API is known by its document alone, which then says how values are written.</summary>
    public bool IsForeign { get; init; }

    /// <summary>
    /// Whether the action refuses by itself what breaks a range, a length or a pattern: then it does so in its own words.
    /// </summary>
    public bool ActionValidates { get; init; }

    /// <summary>The same with other arguments: what is missing is fixed, or not sent at all.</summary>
    public RequestTemplate With(IReadOnlyList<ArgumentBinding> arguments, IReadOnlyList<(ArgumentBinding, JsonElement)> alsoFixed) =>
        new(Method, PathTemplate, arguments, Body)
        {
            Accept = Accept, Fixed = [.. Fixed, .. alsoFixed], IsForeign = IsForeign, ActionValidates = ActionValidates,
        };
}
