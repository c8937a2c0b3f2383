using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Mvc.Mcp.Requests.Values;

/// <summary>Writes an accepted value as the API reads it: slips mended, and the member that names a type before all others.</summary>
internal sealed class ValueWriter
{
    private readonly ValueCheck _check;
    private readonly Utf8JsonWriter _writer;

    private ValueWriter(ValueCheck check, Utf8JsonWriter writer) => (_check, _writer) = (check, writer);

    /// <summary>Writes <paramref name="value"/>, which <paramref name="check"/> has accepted for <paramref name="schema"/>.</summary>
    public static JsonElement Write(ValueCheck check, ValueSchema schema, JsonElement value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        // What is copied was parsed; it may be nested deeper than a writer allows by itself.
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true }))
            new ValueWriter(check, writer).Write(schema, value);
        return JsonElement.Parse(buffer.WrittenSpan);
    }

    private void Write(ValueSchema schema, JsonElement value)
    {
        if (value.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined || schema.TakesAnything)
            Copy(value);
        else if (schema.Values is not null || schema.Names is not null)
            Copy(ScalarValue.Listed(schema, value) ?? value);
        else if (schema.Alternatives is { } alternatives && (schema.Kinds & ~ValueKinds.Null) == 0)
            WriteAlternative(alternatives, value);
        else
            WriteKind(schema, value);
    }

    private void WriteAlternative(Alternatives alternatives, JsonElement value)
    {
        if (alternatives.ByTag is not null && value.ValueKind == JsonValueKind.String)
            value = ScalarValue.Parse(value, JsonValueKind.Object) ?? value;
        if ((alternatives.Schemas.Count == 1 ? alternatives.Schemas[0] : _check.Choose(alternatives, value)) is { } chosen)
            Write(chosen, value);
        else
            Copy(value);
    }

    private void WriteKind(ValueSchema schema, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object when schema.Takes(ValueKinds.Object):
                WriteObject(schema.Object, value);
                break;
            case JsonValueKind.Array when schema.Takes(ValueKinds.Array):
                WriteArray(schema.Array, value);
                break;
            case JsonValueKind.String when schema.Takes(ValueKinds.String):
                Copy(schema.Text?.Format is { } format && !TextFormat.IsIn(format, value) ? TextFormat.Mend(format, value) ?? value : value);
                break;
            case JsonValueKind.Object or JsonValueKind.Array:
                Copy(value);
                break;
            default:
                WriteMended(schema, value);
                break;
        }
    }

    private void WriteMended(ValueSchema schema, JsonElement value)
    {
        switch (schema.OnlyKind)
        {
            case ValueKinds.Object or ValueKinds.Array when schema is { Object: null, Array: null } &&
                ScalarValue.Text(value, schema.OnlyKind == ValueKinds.Object ? JsonValueKind.Object : JsonValueKind.Array) is { } text:
                _writer.WriteRawValue(text, skipInputValidation: true);
                break;
            case ValueKinds.Object when ScalarValue.Parse(value, JsonValueKind.Object) is { } parsed:
                WriteKind(schema, parsed);
                break;
            case ValueKinds.Array when ScalarValue.Parse(value, JsonValueKind.Array) is { } parsed:
                WriteKind(schema, parsed);
                break;
            case ValueKinds.Integer:
                _writer.WriteRawValue(ScalarValue.Whole(ScalarValue.Number(value)), skipInputValidation: true);
                break;
            case ValueKinds.Number:
                _writer.WriteRawValue(ScalarValue.Number(value), skipInputValidation: true);
                break;
            case ValueKinds.Boolean when ScalarValue.Boolean(value) is { } boolean:
                _writer.WriteBooleanValue(boolean);
                break;
            case ValueKinds.String when ScalarValue.IsBare(value):
                _writer.WriteStringValue(JsonMarshal.GetRawUtf8Value(value));
                break;
            default:
                Copy(value);
                break;
        }
    }

    private void WriteArray(ArrayRules? rules, JsonElement value)
    {
        if (rules is null)
        {
            Copy(value);
            return;
        }

        _writer.WriteStartArray();
        foreach (var element in value.EnumerateArray())
            Write(rules.Items, element);
        _writer.WriteEndArray();
    }

    private void WriteObject(ObjectRules? rules, JsonElement value)
    {
        if (rules is null)
        {
            Copy(value);
            return;
        }

        _writer.WriteStartObject();
        if (rules.FirstName is { } first && value.TryGetProperty(first, out var tag))
        {
            _writer.WritePropertyName(first);
            Write(rules.Members[rules.ByName[first]].Schema, tag);
        }

        foreach (var member in value.EnumerateObject())
        {
            if (rules.FirstName is not null && member.NameEquals(rules.FirstName))
                continue;
            _writer.WritePropertyName(member.Name);
            Write(rules.ByName.TryGetValue(member.Name, out var place) ? rules.Members[place].Schema : rules.Others ?? ValueSchema.Any, member.Value);
        }

        _writer.WriteEndObject();
    }

    private void Copy(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Undefined)
            _writer.WriteNullValue();
        else
            _writer.WriteRawValue(JsonMarshal.GetRawUtf8Value(value), skipInputValidation: true);
    }
}
