using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Mvc.Mcp.Requests;

/// <summary>A body that is one argument: JSON as it was given, text, or the bytes of a file.</summary>
internal sealed class WholeBodyDraft(BodyTemplate plan, long maxBytes) : IBodyDraft
{
    private RequestContent _content = new(plan.ContentType, default);

    /// <inheritdoc />
    public void Put(ArgumentBinding argument, JsonElement value, ArgumentErrors errors)
    {
        // Text and bytes are shorter than the JSON they came in, JSON is as long.
        if (plan.Kind == BodyKind.Json && JsonMarshal.GetRawUtf8Value(value).Length > maxBytes)
        {
            errors.Add(RequestDraft.TooLarge(maxBytes));
            return;
        }

        switch (plan.Kind)
        {
            case BodyKind.Json:
                _content = new(plan.ContentType, JsonMarshal.GetRawUtf8Value(value).ToArray());
                break;
            case BodyKind.Text:
                _content = new(plan.ContentType, Encoding.UTF8.GetBytes(FieldWriter.Scalar(value) ?? ""));
                break;
            case BodyKind.Binary:
                if (!FileArgument.TryRead(argument, value, errors, out var file))
                    break;
                if (file.ContentType is null && plan.ContentType.Contains('*', StringComparison.Ordinal))
                    errors.Add($"'{argument.Name}' has no contentType; expected one of {plan.ContentType}.");
                else
                    _content = new(file.ContentType ?? plan.ContentType, file.Data);
                break;
            default:
                throw new InvalidOperationException($"A body of kind {plan.Kind} is composed of several arguments.");
        }
    }

    /// <inheritdoc />
    public RequestContent Complete() => _content;
}
