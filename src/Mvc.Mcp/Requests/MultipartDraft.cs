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
    private readonly List<KeyValuePair<string, FileArgument>> _files = [];

    /// <inheritdoc />
    public void Put(ArgumentBinding argument, JsonElement value, ArgumentErrors errors)
    {
        if (argument.Location != ArgumentLocation.FormFile)
            FieldWriter.Write(argument, value, _fields, errors);
        else if (value.ValueKind == JsonValueKind.Array)
            PutFiles(argument, value, errors);
        else
            PutFile(argument, value, errors);
    }

    /// <inheritdoc />
    public RequestContent Complete()
    {
        using var form = new MultipartFormDataContent();
        foreach (var (name, text) in _fields)
        {
            var part = new StringContent(text);
            // Model binding reads a field the same with or without a type; a browser sends none.
            part.Headers.ContentType = null;
            form.Add(part, Quoted(name));
        }

        foreach (var (name, file) in _files)
        {
            var part = new ByteArrayContent(file.Data);
            part.Headers.ContentType = MediaTypeHeaderValue.Parse(file.ContentType ?? "application/octet-stream");
            form.Add(part, Quoted(name), Quoted(file.FileName ?? name));
        }

        var bytes = new MemoryStream();
        // An empty form has no part, not an empty one as MultipartContent writes it: servers refuse a part without a name.
        if (!form.Any())
            return new RequestContent(form.Headers.ContentType!.ToString(), Encoding.ASCII.GetBytes($"--{Boundary(form)}--\r\n"));
        form.CopyTo(bytes, context: null, CancellationToken.None);
        return new RequestContent(form.Headers.ContentType!.ToString(), bytes.GetBuffer().AsMemory(0, (int)bytes.Length));
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
            _files.Add(new(argument.WireName, file));
    }

    private static string Boundary(MultipartFormDataContent form) =>
        form.Headers.ContentType!.Parameters.First(parameter => parameter.Name == "boundary").Value!.Trim('"');

    private static string Quoted(string text) => $"\"{text.Replace("\"", "%22", StringComparison.Ordinal)}\"";
}
