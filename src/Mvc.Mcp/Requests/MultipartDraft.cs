using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Mvc.Mcp.Requests;

/// <summary>A form as <c>multipart/form-data</c>, files among its fields.</summary>
internal sealed class MultipartDraft(long maxBytes, RequestLimits limits) : IBodyDraft
{
    // The boundary, the header that names the field, and the ends of their lines.
    private const int Overhead = 100;

    private readonly FieldList _fields = new("form", maxBytes, Overhead, limits);
    private readonly List<string?> _types = [];
    private readonly List<(string Name, FileArgument File, string? ContentType)> _files = [];

    /// <inheritdoc />
    public void Put(ArgumentBinding argument, JsonElement value, ArgumentErrors errors)
    {
        if (argument.Location != ArgumentLocation.FormFile && argument.Style is { } style)
            PutStyled(argument, style, value, errors);
        else if (argument.Location != ArgumentLocation.FormFile)
            FieldWriter.Write(argument, value, _fields, errors);
        else if (value.ValueKind == JsonValueKind.Array)
            PutFiles(argument, value, errors);
        else
            PutFile(argument, value, errors);
    }

    /// <inheritdoc />
    public RequestContent Complete()
    {
        using var form = new MultipartFormDataContent { HeaderEncodingSelector = static (_, _) => Encoding.UTF8 };
        // Model binding reads a field the same with or without a type; a browser sends none.
        foreach (var (index, (name, text)) in _fields.Index())
            Add(form, new ByteArrayContent(Encoding.UTF8.GetBytes(text)), name, _types.ElementAtOrDefault(index));
        foreach (var (name, file, type) in _files)
            Add(form, new ByteArrayContent(file.Data), name, file.ContentType ?? type ?? "application/octet-stream", file.FileName ?? name);

        var bytes = new MemoryStream();
        // An empty form has no part, not an empty one as MultipartContent writes it: servers refuse a part without a name.
        if (!form.Any())
            return new RequestContent(form.Headers.ContentType!.ToString(), Encoding.ASCII.GetBytes($"--{Boundary(form)}--\r\n"));
        form.CopyTo(bytes, context: null, CancellationToken.None);
        return new RequestContent(form.Headers.ContentType!.ToString(), bytes.GetBuffer().AsMemory(0, (int)bytes.Length));
    }

    // RFC 7578 writes names as they are, in UTF-8; the framework would encode them twice, in ways that few servers read.
    private static void Add(MultipartFormDataContent form, ByteArrayContent part, string name, string? contentType, string? fileName = null)
    {
        var disposition = $"form-data; name={Quoted(name)}" + (fileName is null ? "" : $"; filename={Quoted(fileName)}");
        part.Headers.TryAddWithoutValidation("Content-Disposition", disposition);
        part.Headers.ContentType = contentType is null ? null : MediaTypeHeaderValue.Parse(contentType);
        form.Add(part);
    }

    private void PutStyled(ArgumentBinding argument, ValueStyle style, JsonElement value, ArgumentErrors errors)
    {
        foreach (var (name, text, type) in StyledParts.Of(style, argument.WireName, value, limits.MaxFieldName))
        {
            if (_fields.Add(name, text) is { } expected)
            {
                ArgumentCoercion.Refuse(argument, value, expected, errors);
                return;
            }

            _types.Add(type);
        }
    }

    private void PutFiles(ArgumentBinding argument, JsonElement files, ArgumentErrors errors)
    {
        var most = limits.MaxFormFields - _fields.Count - _files.Count;
        if (files.GetArrayLength() > most)
        {
            ArgumentCoercion.Refuse(argument, files, $"at most {most} files", errors);
            return;
        }

        foreach (var element in files.EnumerateArray())
            PutFile(argument, element, errors);
    }

    private void PutFile(ArgumentBinding argument, JsonElement value, ArgumentErrors errors)
    {
        if (FileArgument.TryRead(argument, value, errors, out var file))
            _files.Add((argument.WireName, file, argument.Style?.ContentType));
    }

    private static string Boundary(MultipartFormDataContent form) =>
        form.Headers.ContentType!.Parameters.First(parameter => parameter.Name == "boundary").Value!.Trim('"');

    private static string Quoted(string text) => $"\"{text.Replace("\"", "%22", StringComparison.Ordinal)}\"";
}
