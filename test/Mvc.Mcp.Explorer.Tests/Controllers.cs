using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Mvc.Mcp.Explorer.Tests;

public sealed record Book(string Title, int Pages);

[ApiController]
[Route("books")]
public sealed class BooksController : ControllerBase
{
    [HttpGet(Name = "list_books")]
    public IEnumerable<Book> List(int? page, [FromHeader(Name = "X-Shelf")] string? shelf) => [];

    [HttpPut("{id:int}", Name = "replace_book")]
    public Book Replace(int id, Book book) => book;

    [HttpDelete("{id:int}", Name = "remove_book"), Authorize]
    public void Remove(int id)
    {
    }
}

[ApiController]
[McpIgnore]
[Route("hidden")]
public sealed class HiddenController : ControllerBase
{
    [HttpGet(Name = "hidden")]
    public string Get() => "";
}
