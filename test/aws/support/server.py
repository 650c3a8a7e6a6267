"""moto as a server on a port of its own, with what a CDK deployment needs of CloudFormation and moto lacks.

Prints one line, the port, when it listens; ends when its stdin does.
"""

import sys
import threading

from moto.cloudformation.exceptions import ValidationError
from moto.cloudformation.models import CloudFormationBackend
from moto.cloudformation.responses import CloudFormationResponse
from moto.core.responses import ActionResult
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import make_server


def update_termination_protection(self):
    stack = self.cloudformation_backend.get_stack(self._get_param("StackName"))
    stack.enable_termination_protection = str(self._get_param("EnableTerminationProtection")).lower() == "true"
    return ActionResult({"StackId": stack.stack_id})


unprotected_delete = CloudFormationBackend.delete_stack


def delete_stack(self, name_or_stack_id, *args, **kwargs):
    for stack in self.stacks.values():
        named = name_or_stack_id in (stack.name, stack.stack_id)
        if named and getattr(stack, "enable_termination_protection", False):
            raise ValidationError(
                name_or_stack_id, f"Stack [{stack.name}] cannot be deleted while TerminationProtection is enabled"
            )
    return unprotected_delete(self, name_or_stack_id, *args, **kwargs)


CloudFormationResponse.update_termination_protection = update_termination_protection
CloudFormationBackend.delete_stack = delete_stack

server = make_server("127.0.0.1", 0, DomainDispatcherApplication(create_backend_app), threaded=True)
print(server.port, flush=True)
threading.Thread(target=server.serve_forever, daemon=True).start()
sys.stdin.read()
