using System.Text.Json;

namespace Mvc.Mcp.Requests;

/// <summary>A request body of one kind while its arguments are put in place.</summary>
internal interface IBodyDraft
{
    /// <summary>Puts one argument into the body, or notes why it cannot be.</summary>
    void Put(ArgumentBinding argument, JsonElement value, ArgumentErrors errors);

    /// <summary>The body's bytes and media type.</summary>
    RequestContent Complete();
}
