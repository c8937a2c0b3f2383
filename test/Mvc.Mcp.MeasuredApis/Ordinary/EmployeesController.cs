using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;

namespace Mvc.Mcp.MeasuredApis.Ordinary;

/// <summary>The tasks of employees.</summary>
[ApiController]
[Route("api/tasks")]
public class EmployeesController : ControllerBase
{
    /// <summary>Lists tasks, the most urgent first.</summary>
    /// <param name="assignee">The e-mail address of the employee.</param>
    /// <param name="done">Whether done tasks are listed, or open ones.</param>
    /// <param name="dueBefore">Only tasks due before this day.</param>
    [HttpGet(Name = "list_tasks")]
    public ActionResult<IEnumerable<WorkTask>> List([EmailAddress] string? assignee, bool? done, DateOnly? dueBefore) => Ok();

    /// <summary>Adds a task.</summary>
    /// <param name="task">The task.</param>
    [HttpPost(Name = "create_task")]
    [ProducesResponseType<WorkTask>(201)]
    public ActionResult<WorkTask> Create(WorkTaskInput task) => Created("", task);

    /// <summary>Gives a task to an employee.</summary>
    /// <remarks>The employee is told by e-mail.</remarks>
    /// <param name="id">The id of the task.</param>
    /// <param name="assignment">Who gets it.</param>
    [HttpPut("{id:guid}/assignee", Name = "assign_task")]
    public ActionResult<WorkTask> Assign(Guid id, Assignment assignment) => NotFound();

    /// <summary>Marks a task as done.</summary>
    /// <param name="id">The id of the task.</param>
    [HttpPost("{id:guid}/completion", Name = "complete_task")]
    public ActionResult<WorkTask> Complete(Guid id) => NotFound();

    /// <summary>Deletes a task.</summary>
    /// <param name="id">The id of the task.</param>
    [HttpDelete("{id:guid}", Name = "delete_task")]
    [ProducesResponseType(204)]
    public IActionResult Delete(Guid id) => NoContent();
}
