using System.Text.Json;

namespace Mvc.Mcp.Requests.Values;

/// <content>What is taken in the place of what was meant.</content>
internal sealed partial class ValueCheck
{
    // Of several kinds none is the one that was meant.
    private bool CheckMended(ValueSchema schema, JsonElement value, int depth)
    {
        switch (schema.OnlyKind)
        {
            case ValueKinds.Object or ValueKinds.Array:
                return CheckJsonText(schema, value, schema.OnlyKind == ValueKinds.Object ? JsonValueKind.Object : JsonValueKind.Array, depth);
            case ValueKinds.Integer or ValueKinds.Number:
                Mends = true;
                return CheckNumber(schema, value);
            case ValueKinds.Boolean:
                Mends = true;
                return ScalarValue.Boolean(value) is not null || Refuse(value, schema);
            case ValueKinds.String when ScalarValue.IsBare(value):
                Mends = true;
                return schema.Text is null || CheckText(schema, schema.Text, JsonSerializer.SerializeToElement(value.GetRawText()));
            default:
                return Refuse(value, schema);
        }
    }

    private bool CheckJsonText(ValueSchema schema, JsonElement value, JsonValueKind kind, int depth)
    {
        Mends = true;
        if (schema is { Object: null, Array: null })
            return ScalarValue.Text(value, kind) is not null || Refuse(value, schema);
        return ScalarValue.Parse(value, kind) is { } parsed ? CheckKind(schema, parsed, depth + 1) : Refuse(value, schema);
    }
}
